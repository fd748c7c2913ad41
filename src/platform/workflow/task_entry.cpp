#include "platform/workflow/task_entry.h"

#include <fmt/format.h>

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "core/bytes.h"
#include "core/read_file.h"
#include "platform/files/files.h"
#include "platform/ledger/audit.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/storage/case_store.h"
#include "platform/workflow/storage/task_store.h"

namespace dongson::workflow {

using ledger::EntryLine;
using storage::Transaction;

namespace {

// One after another, each with its length: no two lists give the same bytes.
std::string DigestOf(const std::vector<std::string>& values) {
    std::string text;
    for (const auto& value : values) text += std::to_string(value.size()) + " " + value + "\n";
    return Hex(BytesOf(Digest(text)));
}

std::string TimeOf(const std::optional<Instant>& at) {
    return at && *at != kNever ? at->Rfc3339() : "";
}

std::vector<EntryLine> LinesOf(const Platform& platform, const Task& task, const Happening& happening) {
    const auto units = platform.units.Now();
    const auto* unit = units->Find(happening.actor_unit);
    std::vector<std::string> sent;
    for (const auto& file : happening.files) sent.push_back(ToText(file.file) + " " + file.digest);
    return {{"ma-nhiem-vu", task.code, "code"},
            {"su-kien", happening.event, "case_happening.event"},
            {"trang-thai", happening.to, "case_happening.to_state"},
            {"thoi-diem", happening.at.Rfc3339(), "case_happening.at"},
            {"don-vi", unit == nullptr ? "" : unit->org_code, "case_happening.actor_unit_id"},
            {"viec", happening.label.vi, "case_happening.label_vi"},
            {"loi-sha256", DigestOf({happening.salt, happening.reason}), "case_happening.reason, reason_salt"},
            {"tep-gui-kem-sha256", DigestOf(sent), "case_happening_file.file_id, digest"},
            {"buoc-sha256",
             DigestOf({ToText(happening.actor), happening.actor_name, ToText(happening.actor_unit), ToText(happening.to_unit),
                       happening.from, std::to_string(happening.due.ms), ToText(happening.delegation), happening.on_behalf_of,
                       happening.on_behalf_by}),
             "case_happening.actor_id, actor_name, actor_unit_id, to_unit_id, from_state, due_at, delegation_id, on_behalf_of, "
             "on_behalf_by"}};
}

// How the task stands after the last that happened. How far its parts are follows from theirs, and is in their entries.
std::vector<EntryLine> LinesOf(const Task& task) {
    return {{"han", TimeOf(task.due), "due_at"},
            {"giao-luc", task.given.Rfc3339(), "given_at"},
            {"bao-xong", TimeOf(task.done), "done_at"},
            {"ket-thuc", TimeOf(task.closed), "closed_at"},
            {"muc-danh-gia", task.mark, "mark"},
            {"noi-dung-sha256", DigestOf({ToText(task.id), task.title, task.wanted, task.evidence, task.assessment}),
             "id, title, wanted, evidence, assessment"},
            {"nhiem-vu-sha256",
             DigestOf({task.process, task.state_before, ToText(task.holder), task.holder_role, ToText(task.assignee),
                       std::to_string(static_cast<int>(task.urgent)), ToText(task.giver_unit), ToText(task.giver),
                       task.giver_name, ToText(task.doer_unit), ToText(task.doer), ToText(task.done_by),
                       std::to_string(task.weight), task.asked_until ? task.asked_until->Iso() : ""}),
             "process, state_before, holder_unit_id, holder_role, assignee_id, urgent, giver_unit_id, giver_id, giver_name, "
             "doer_unit_id, doer_id, done_by, weight, asked_until"}};
}

void AuditFiles(const Platform& platform, const Task& task, const Happening& happening, ledger::Audit& audit) {
    for (const auto& file : happening.files) {
        const auto bytes = ReadFile(platform.files.PathOf(file.digest));
        if (!bytes)
            audit.Fault(fmt::format("task {}: file {}: its bytes are gone", task.code, file.digest));
        else if (Hex(BytesOf(Digest(*bytes))) != file.digest)
            audit.Fault(fmt::format("task {}: file {}: its bytes are others", task.code, file.digest));
    }
}

}  // namespace

std::int64_t EnterTask(const Platform& platform, Transaction& tx, const Task& task, Happening& happening) {
    happening.salt = Hex(RandomBytes(16));
    auto lines = LinesOf(platform, task, happening);
    std::ranges::move(LinesOf(task), std::back_inserter(lines));
    return platform.ledger.Append(tx, ledger::EntryText(lines));
}

void AuditTasks(const Platform& platform, ledger::Audit& audit, std::string_view kind) {
    for (const auto& code : platform.storage.Read([&](Transaction& tx) { return TaskStore(tx, kind).EveryCode(); })) {
        std::vector<ledger::Claim> claims;
        platform.storage.Read([&](Transaction& tx) {
            const auto task = TaskStore(tx, kind).Get(code);
            if (!task) return 0;
            for (const auto& happening : CaseStore(tx).HappeningsWithFiles(task->id)) {
                claims.push_back({happening.ledger, fmt::format("task {}, event {}", code, happening.id),
                                  LinesOf(platform, *task, happening)});
                AuditFiles(platform, *task, happening, audit);
            }
            if (claims.empty()) {
                audit.Fault(fmt::format("task {}: nothing ever happened to it", code));
                return 0;
            }
            auto now = LinesOf(*task);
            now.push_back({"trang-thai", task->state, "state"});
            claims.push_back({claims.back().entry, "task " + code, std::move(now)});
            return 0;
        });
        for (const auto& claim : claims) audit.Hold(claim);
    }
}

}  // namespace dongson::workflow
