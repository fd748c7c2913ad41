#include "modules/complaints/storage/complaint_store.h"

#include "modules/complaints/storage/complaint_sql.h"
#include "platform/sealing/sealing.h"

namespace dongson::complaints {

using sealing::Kind;
using sealing::Opened;
using sealing::Sealed;
using storage::Row;

namespace {

Complaint ReadComplaint(Row& row) {
    Complaint complaint;
    complaint.id = row.Next<CaseId>();
    complaint.code = row.Next<std::string>();
    complaint.version = row.Next<std::int64_t>();
    complaint.process = row.Next<std::string>();
    complaint.state = row.Next<std::string>();
    complaint.state_before = row.Next<std::string>();
    complaint.holder = row.Next<UnitId>();
    complaint.holder_role = row.Next<std::string>();
    complaint.assignee = row.Next<AccountId>();
    complaint.due = row.Next<Instant>();
    complaint.step_due = row.Next<Instant>();
    complaint.closed = row.Next<std::optional<Instant>>();
    complaint.about = row.Next<std::string>();
    complaint.about_code = row.Next<std::string>();
    complaint.named = row.Next<std::string>();
    complaint.about_unit = row.Next<UnitId>();
    complaint.handler = row.Next<UnitId>();
    complaint.round = row.Next<int>();
    complaint.former = row.Next<CaseId>();
    complaint.former_code = row.Next<std::string>();
    complaint.filer = row.Next<AccountId>();
    complaint.name = row.Next<std::string>();
    complaint.number = Opened(Kind::number, row.Next<std::string>());
    complaint.address = row.Next<std::string>();
    complaint.phone = Opened(Kind::phone, row.Next<std::string>());
    complaint.email = Opened(Kind::email, row.Next<std::string>());
    complaint.said = Opened(Kind::answers, row.Next<std::string>());
    complaint.wish = Opened(Kind::answers, row.Next<std::string>());
    complaint.known = row.Next<std::optional<Date>>();
    complaint.on_paper = row.Next<bool>();
    complaint.remote = row.Next<bool>();
    complaint.complicated = row.Next<bool>();
    complaint.filed = row.Next<Instant>();
    complaint.accepted = row.Next<std::optional<Instant>>();
    complaint.outcome = row.Next<std::string>();
    complaint.result = Opened(Kind::answers, row.Next<std::string>());
    complaint.proposed_by = row.Next<AccountId>();
    complaint.reason_key = row.Next<std::string>();
    complaint.decision = row.Next<std::string>();
    complaint.signer = row.Next<std::string>();
    complaint.decision_file = row.Next<FileId>();
    complaint.may_publish = row.Next<bool>();
    complaint.shown_question = row.Next<std::string>();
    complaint.shown_answer = row.Next<std::string>();
    complaint.shown_by = row.Next<AccountId>();
    complaint.shown = row.Next<std::optional<Instant>>();
    complaint.salt = row.Next<std::string>();
    complaint.cell_key = row.Next<std::int64_t>();
    complaint.overran = row.Next<bool>();
    return complaint;
}

std::string ReadCode(Row& row) {
    return row.Next<std::string>();
}

}  // namespace

void ComplaintStore::Insert(const Complaint& complaint) {
    const auto number = Sealed(Kind::number, complaint.number);
    const auto phone = Sealed(Kind::phone, complaint.phone);
    const auto email = Sealed(Kind::email, complaint.email);
    const auto said = Sealed(Kind::answers, complaint.said);
    const auto wish = Sealed(Kind::answers, complaint.wish);
    const auto result = Sealed(Kind::answers, complaint.result);
    tx_.Run(kInsert, {{"id", complaint.id},
                      {"code", complaint.code},
                      {"version", complaint.version},
                      {"process", complaint.process},
                      {"state", complaint.state},
                      {"state_before", complaint.state_before},
                      {"holder", complaint.holder},
                      {"holder_role", complaint.holder_role},
                      {"assignee", complaint.assignee},
                      {"due", complaint.due},
                      {"step_due", complaint.step_due},
                      {"closed", complaint.closed},
                      {"about", complaint.about},
                      {"about_code", complaint.about_code},
                      {"named", complaint.named},
                      {"about_unit", complaint.about_unit},
                      {"handler", complaint.handler},
                      {"round", complaint.round},
                      {"former", complaint.former},
                      {"former_code", complaint.former_code},
                      {"filer", complaint.filer},
                      {"name", complaint.name},
                      {"number", number},
                      {"address", complaint.address},
                      {"phone", phone},
                      {"email", email},
                      {"said", said},
                      {"wish", wish},
                      {"known", complaint.known},
                      {"on_paper", complaint.on_paper},
                      {"remote", complaint.remote},
                      {"complicated", complaint.complicated},
                      {"filed", complaint.filed},
                      {"accepted", complaint.accepted},
                      {"outcome", complaint.outcome},
                      {"result", result},
                      {"proposed_by", complaint.proposed_by},
                      {"reason_key", complaint.reason_key},
                      {"decision", complaint.decision},
                      {"signer", complaint.signer},
                      {"decision_file", complaint.decision_file},
                      {"may_publish", complaint.may_publish},
                      {"shown_question", complaint.shown_question},
                      {"shown_answer", complaint.shown_answer},
                      {"shown_by", complaint.shown_by},
                      {"shown", complaint.shown},
                      {"salt", complaint.salt},
                      {"cell_key", complaint.cell_key},
                      {"overran", complaint.overran}});
}

bool ComplaintStore::Update(const Complaint& complaint) {
    const auto result = Sealed(Kind::answers, complaint.result);
    return tx_.Run(kUpdate, {{"id", complaint.id},
                             {"version", complaint.version},
                             {"state", complaint.state},
                             {"state_before", complaint.state_before},
                             {"holder", complaint.holder},
                             {"holder_role", complaint.holder_role},
                             {"assignee", complaint.assignee},
                             {"due", complaint.due},
                             {"step_due", complaint.step_due},
                             {"closed", complaint.closed},
                             {"handler", complaint.handler},
                             {"remote", complaint.remote},
                             {"complicated", complaint.complicated},
                             {"accepted", complaint.accepted},
                             {"outcome", complaint.outcome},
                             {"result", result},
                             {"proposed_by", complaint.proposed_by},
                             {"reason_key", complaint.reason_key},
                             {"decision", complaint.decision},
                             {"signer", complaint.signer},
                             {"decision_file", complaint.decision_file},
                             {"shown_question", complaint.shown_question},
                             {"shown_answer", complaint.shown_answer},
                             {"shown_by", complaint.shown_by},
                             {"shown", complaint.shown},
                             {"overran", complaint.overran}}) == 1;
}

std::optional<Complaint> ComplaintStore::Get(std::string_view code) {
    return tx_.SelectOne(kByCode, {{"code", code}}, ReadComplaint);
}
std::optional<Complaint> ComplaintStore::GetToChange(std::string_view code) {
    return tx_.SelectOne(kLock, {{"code", code}}, ReadComplaint);
}

std::vector<Complaint> ComplaintStore::Find(const Asked& asked, Instant now, int rows) {
    return tx_.Select(kOfUnit,
                      {{"unit", asked.unit},
                       {"kind", asked.kind},
                       {"open", asked.open},
                       {"late", asked.late},
                       {"now", now},
                       {"from", asked.from},
                       {"until", asked.until},
                       {"rows", rows}},
                      ReadComplaint);
}

std::vector<Complaint> ComplaintStore::OfFiler(AccountId filer, int rows) {
    return tx_.Select(kOfFiler, {{"filer", filer}, {"rows", rows}}, ReadComplaint);
}

std::vector<Complaint> ComplaintStore::Shown(int rows) {
    return tx_.Select(kShown, {{"rows", rows}}, ReadComplaint);
}

std::optional<std::string> ComplaintStore::AgainOf(CaseId former) {
    return tx_.SelectOne(kAgainOf, {{"former", former}}, ReadCode);
}

std::int64_t ComplaintStore::OpenOf(AccountId filer) {
    return tx_.Count(kOpenOfFiler, {{"filer", filer}});
}

std::vector<Counts> ComplaintStore::Count(Instant from, Instant until, Instant now) {
    return tx_.Select(kCount, {{"from", from}, {"until", until}, {"now", now}}, [](Row& row) {
        Counts counts;
        counts.unit = row.Next<UnitId>();
        counts.kind = row.Next<std::string>();
        for (auto* number : {&counts.filed, &counts.open, &counts.closed, &counts.on_time, &counts.late_open, &counts.justified})
            *number = row.Next<std::int64_t>();
        return counts;
    });
}

std::vector<Told> ComplaintStore::CountForPublic(Instant from, Instant until) {
    return tx_.Select(kCountForPublic, {{"from", from}, {"until", until}}, [](Row& row) {
        Told told;
        told.kind = row.Next<std::string>();
        for (auto* cell : {&told.filed, &told.settled, &told.on_time}) {
            cell->count = row.Next<std::int64_t>();
            cell->keys = row.Next<std::int64_t>();
        }
        return told;
    });
}

std::vector<std::string> ComplaintStore::EveryCode() {
    return tx_.Select(kEvery, {}, ReadCode);
}
std::vector<std::string> ComplaintStore::OpenCodes() {
    return tx_.Select(kOpen, {}, ReadCode);
}

}  // namespace dongson::complaints
