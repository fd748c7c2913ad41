#include "platform/identity/secrets.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <algorithm>
#include <array>

#include "core/bytes.h"
#include "core/embedded.h"
#include "core/text.h"

namespace dongson::identity {

namespace {

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t kShortest = 10, kLongest = 256, kLeastUncommon = 4;
constexpr std::int64_t kStepMs = 30 * kSecond;

PasswordCost cost_of_a_guess;

std::string CodeOfStep(std::string_view secret, std::int64_t step) {
    const auto key = FromBase32(secret);
    std::array<unsigned char, 8> counter{};
    for (int index = 7; index >= 0; --index, step >>= 8)
        counter[static_cast<std::size_t>(index)] = static_cast<unsigned char>(step & 0xff);
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned length = 0;
    HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), counter.data(), counter.size(), mac.data(), &length);
    const auto offset = static_cast<std::size_t>(mac[length - 1] & 0xf);
    const auto number = (static_cast<unsigned>(mac[offset] & 0x7f) << 24) | (static_cast<unsigned>(mac[offset + 1]) << 16) |
                        (static_cast<unsigned>(mac[offset + 2]) << 8) | mac[offset + 3];
    return fmt::format("{:06}", number % 1000000);
}

// Without accents, capitals and what stands between words: "Mật khẩu 123!" is "matkhau123".
std::string Bare(std::string_view text) {
    std::string bare;
    for (const char c : Fold(text))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) bare += c;
    return bare;
}

// The shipped common ones, longest first, so that a short piece does not spoil a long one.
const std::vector<std::string_view>& CommonPieces() {
    static const auto pieces = [] {
        std::vector<std::string_view> found;
        for (const auto line : Split(Embedded("data/passwords/common.txt"), '\n'))
            if (!line.empty()) found.push_back(line);
        std::ranges::stable_sort(found, std::ranges::greater{}, &std::string_view::size);
        return found;
    }();
    return pieces;
}

// How many different signs are left when every common piece is taken out.
std::size_t Uncommon(std::string signs) {
    for (const auto piece : CommonPieces())
        for (auto at = signs.find(piece); at != std::string::npos; at = signs.find(piece)) signs.replace(at, piece.size(), " ");
    std::erase(signs, ' ');
    std::ranges::sort(signs);
    return signs.size() - std::ranges::unique(signs).size();
}

}  // namespace

Result<void> CheckPassword(std::string_view password, const std::vector<std::string>& own) {
    const auto refuse = [](std::string code, Sentence sentence) {
        return std::unexpected(Refusal{std::move(code), std::move(sentence), "mat_khau"});
    };
    if (Length(password) < kShortest)
        return refuse("PASSWORD_SHORT",
                      Say("Mật khẩu cần ít nhất {1} ký tự. Một câu ngắn dễ nhớ là tốt nhất.", std::to_string(kShortest)));
    if (password.size() > kLongest) return refuse("PASSWORD_LONG", Say("Mật khẩu dài nhất {1} ký tự.", std::to_string(kLongest)));
    const auto signs = Bare(password);
    for (const auto& word : own)
        if (const auto bare = Bare(word); bare.size() >= 5 && signs.find(bare) != std::string::npos)
            return refuse("PASSWORD_OWN",
                          Say("Mật khẩu không được chứa tên đăng nhập, số định danh, số điện thoại hay họ tên của bạn."));
    if (Uncommon(signs) < kLeastUncommon)
        return refuse("PASSWORD_COMMON", Say("Mật khẩu này nhiều người dùng nên dễ đoán. Hãy chọn một câu khác."));
    return {};
}

std::string HashPassword(std::string_view password) {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), cost_of_a_guess.passes, cost_of_a_guess.bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    return hash.data();
}

void HashAt(PasswordCost cost) {
    cost_of_a_guess = cost;
}

bool PasswordMatches(const std::string& hash, std::string_view password) {
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

std::string NewTotpSecret() {
    return Base32(RandomBytes(20));
}
std::string TotpCode(std::string_view base32_secret, Instant at) {
    return CodeOfStep(base32_secret, at.ms / kStepMs);
}

std::int64_t TotpStep(std::string_view base32_secret, std::string_view code, Instant now) {
    for (const std::int64_t step : {now.ms / kStepMs, now.ms / kStepMs - 1, now.ms / kStepMs + 1})
        if (SameSecret(CodeOfStep(base32_secret, step), code)) return step;
    return 0;
}

std::string Base32(std::string_view bytes) {
    std::string text;
    unsigned buffer = 0;
    int bits = 0;
    for (const unsigned char byte : bytes) {
        buffer = buffer << 8 | byte;
        for (bits += 8; bits >= 5; bits -= 5) text += kBase32[buffer >> (bits - 5) & 31];
    }
    if (bits > 0) text += kBase32[buffer << (5 - bits) & 31];
    return text;
}

std::string FromBase32(std::string_view text) {
    std::string bytes;
    unsigned buffer = 0;
    int bits = 0;
    for (const char c : text) {
        const auto value = kBase32.find(c);
        if (value == std::string_view::npos) continue;
        buffer = buffer << 5 | static_cast<unsigned>(value);
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>(buffer >> bits & 0xff);
        }
    }
    return bytes;
}

}  // namespace dongson::identity
