// Definitions that a province may say otherwise than they ship: the list, one of them, a version of it, the next one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/refusal.h"
#include "platform/definitions/definition_type.h"
#include "platform/definitions/definitions.h"
#include "platform/definitions/difference.h"
#include "platform/identity/proposal.h"
#include "web/html.h"

namespace dongson::administration {

struct TypeView {
    const definitions::Type* type = nullptr;
    std::vector<definitions::Edition> in_force, coming;
    std::vector<std::string> shipped_since;  // keys whose text the program brought anew, behind the province's own
    // Of a kind that is looked for: what was asked, and what was found.
    std::string asked;
    std::vector<definitions::FoundDefinition> found;
};

struct DefinitionView {
    const definitions::Type* type = nullptr;
    std::string key;
    std::optional<definitions::Edition> in_force;
    std::vector<definitions::Edition> history;
    std::vector<definitions::EditionEvent> events;
    // What the program brought since, and what it changed in its own text by that.
    std::optional<definitions::Edition> shipped_since;
    std::vector<definitions::ChangedLine> shipped_changes;
    web::Html preview;  // of what is in force, where there is but one
    web::Html used;     // where it is used
};

struct EditionView {
    const definitions::Type* type = nullptr;
    definitions::Edition edition;
    std::optional<definitions::Edition> compared;      // what it is held against
    std::vector<definitions::ChangedLine> difference;  // from that to this
    std::vector<Sentence> changes;                     // the same in words
    bool in_force = false;
    std::vector<definitions::Effect> effects;  // of one that may still come
    web::Html tried;                           // on what runs now
    AccountId reader;
    std::optional<identity::Proposal> withdrawal;  // asked for, and nobody has said yes yet
    Refusals faults;
};

struct EditView {
    const definitions::Type* type = nullptr;
    bool is_new = false;
    definitions::NewDraft draft;
    std::string day;  // as it was typed
    // What somebody else saved meanwhile, against what was typed.
    std::vector<definitions::ChangedLine> clash;
    Refusals faults;
    // By fields, where the kind can be: where one stands, the fields, and what is asked by them as its readers see it.
    definitions::Editing editing;
    web::Html fields, preview;
};

web::Html DefinitionsPage(const std::vector<TypeView>& types);
web::Html DefinitionPage(const DefinitionView& view);
web::Html EditionPage(const EditionView& view);
web::Html EditPage(const EditView& view);
web::Html PreviewPage(const definitions::Type& type, const definitions::Edition& edition);

Sentence VersionName(const definitions::Edition& edition);
std::string PathOfType(const definitions::Type& type);
std::string PathOfDefinition(const definitions::Type& type, const std::string& key);
std::string PathOfEdition(const definitions::Type& type, const definitions::Edition& edition);

}  // namespace dongson::administration
