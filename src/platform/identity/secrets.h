// Passwords (argon2id) and one-time codes (RFC 6238).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "core/time.h"

namespace dongson::identity {

// A password good enough to keep: long, none of the common ones that ship (data/passwords), and not made of the person's own
// words (OWASP ASVS 5.0 §6.2).
Result<void> CheckPassword(std::string_view password, const std::vector<std::string>& own);

// What a guess costs: argon2id's passes over so many bytes.
struct PasswordCost {
    unsigned long long passes = 2;
    std::size_t bytes = 19 << 20;
};

// Slow on purpose: at most two run at once, the others wait.
std::string HashPassword(std::string_view password);
// Of what is hashed from now on. For tests alone, whose passwords nobody guesses.
void HashAt(PasswordCost cost);
bool PasswordMatches(const std::string& hash, std::string_view password);

// A new shared secret, in base32 as authenticator applications take it.
std::string NewTotpSecret();
// The six digits of a moment; thirty seconds a step, HMAC-SHA-1.
std::string TotpCode(std::string_view base32_secret, Instant at);
// The step the code belongs to (now, one before, one after), so that a used one is not taken again; 0 when none fits.
std::int64_t TotpStep(std::string_view base32_secret, std::string_view code, Instant now);

std::string Base32(std::string_view bytes);
std::string FromBase32(std::string_view text);

}  // namespace dongson::identity
