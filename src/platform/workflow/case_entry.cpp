#include "platform/workflow/case_entry.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/bytes.h"
#include "core/read_file.h"
#include "platform/files/files.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::workflow {

using ledger::EntryLine;
using storage::Transaction;

namespace {

std::vector<EntryLine> LinesOf(const Platform& platform, const EntryWords& words, const std::string& code,
                               const Happening& happening) {
    const auto units = platform.units.Now();
    const auto* unit = units->Find(happening.actor_unit);
    std::vector<std::string> sent;
    for (const auto& file : happening.files) sent.push_back(ToText(file.file) + " " + file.digest);
    std::vector<std::string> who{ToText(happening.actor),      happening.actor_name,   ToText(happening.actor_unit),
                                 ToText(happening.to_unit),    happening.from,         std::to_string(happening.due.ms),
                                 ToText(happening.delegation), happening.on_behalf_of, happening.on_behalf_by};
    if (words.salts_who) who.insert(who.begin(), happening.salt);
    return {{std::string(words.code), code, "code"},
            {"su-kien", happening.event, "case_happening.event"},
            {"trang-thai", happening.to, "case_happening.to_state"},
            {"thoi-diem", happening.at.Rfc3339(), "case_happening.at"},
            {"don-vi", unit == nullptr ? "" : unit->org_code, "case_happening.actor_unit_id"},
            {"viec", happening.label.vi, "case_happening.label_vi"},
            {"loi-sha256", DigestOfAll({happening.salt, happening.reason}), "case_happening.reason, reason_salt"},
            {"tep-gui-kem-sha256", DigestOfAll(sent), "case_happening_file.file_id, digest"},
            {"buoc-sha256", DigestOfAll(who),
             "case_happening.actor_id, actor_name, actor_unit_id, to_unit_id, from_state, due_at, delegation_id, on_behalf_of, "
             "on_behalf_by"}};
}

void AuditFiles(const Platform& platform, const std::string& row, const Happening& happening, ledger::Audit& audit) {
    for (const auto& file : happening.files) {
        const auto bytes = ReadFile(platform.files.PathOf(file.digest));
        if (!bytes)
            audit.Fault(fmt::format("{}: file {}: its bytes are gone", row, file.digest));
        else if (Hex(BytesOf(Digest(*bytes))) != file.digest)
            audit.Fault(fmt::format("{}: file {}: its bytes are others", row, file.digest));
    }
}

}  // namespace

std::string DigestOfAll(const std::vector<std::string>& values) {
    std::string text;
    for (const auto& value : values) text += std::to_string(value.size()) + " " + value + "\n";
    return Hex(BytesOf(Digest(text)));
}

std::string EntryTime(const std::optional<Instant>& at) {
    return at && *at != kNever ? at->Rfc3339() : "";
}

std::int64_t EnterStep(const Platform& platform, Transaction& tx, const EntryWords& words, const Case& subject,
                       Happening& happening, std::vector<EntryLine> standing) {
    happening.salt = Hex(RandomBytes(16));
    auto lines = LinesOf(platform, words, subject.code, happening);
    std::ranges::move(standing, std::back_inserter(lines));
    return platform.ledger.Append(tx, ledger::EntryText(lines));
}

void AuditCases(const Platform& platform, ledger::Audit& audit, const EntryWords& words, const std::vector<std::string>& codes,
                const std::function<std::optional<StandingCase>(Transaction& tx, const std::string& code)>& read) {
    for (const auto& code : codes) {
        const auto row = fmt::format("{} {}", words.row, code);
        std::vector<ledger::Claim> claims;
        platform.storage.Read([&](Transaction& tx) {
            auto standing = read(tx, code);
            if (!standing) return 0;
            for (const auto& happening : CaseStore(tx).HappeningsWithFiles(standing->id)) {
                claims.push_back({happening.ledger, fmt::format("{}, event {}", row, happening.id),
                                  LinesOf(platform, words, code, happening)});
                AuditFiles(platform, row, happening, audit);
            }
            if (claims.empty()) {
                audit.Fault(row + ": nothing ever happened to it");
                return 0;
            }
            standing->lines.push_back({"trang-thai", standing->state, "state"});
            claims.push_back({claims.back().entry, row, std::move(standing->lines)});
            return 0;
        });
        for (const auto& claim : claims) audit.Hold(claim);
    }
}

}  // namespace dongson::workflow
