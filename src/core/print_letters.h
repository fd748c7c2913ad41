// Which characters papers can be printed with: those that every face of papers has (assets/dist/*.ttf, embedded).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/refusal.h"

namespace dongson {

// Whether a character can be drawn on a paper, or is none that is drawn.
bool IsPrintable(std::int32_t point);

// How many letters, figures and signs of a text are seen at all: blanks and what has no width are none.
std::size_t VisibleLetters(std::string_view text);

// What stands on a paper is what was typed: a text that no face can draw is refused where it comes in. A person's name is written
// as the passport's own Latin line has it.
std::optional<Refusal> RefuseLetters(std::string_view text, std::string field);
std::optional<Refusal> RefuseLettersOfName(std::string_view name, std::string field);

// For what nobody can refuse any more, of registers and of dossiers from before: a question mark in brackets in place of each.
std::string Printable(std::string_view text);

}  // namespace dongson
