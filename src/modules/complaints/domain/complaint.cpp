#include "modules/complaints/domain/complaint.h"

#include <algorithm>

#include "core/text.h"
#include "modules/complaints/capabilities.h"
#include "platform/calendar/working_calendar.h"

namespace dongson::complaints {

Sentence Complaint::Name() const {
    if (IsFeedback()) return Say("Phản ánh, kiến nghị");
    return round == 2 ? Say("Khiếu nại lần hai") : Say("Khiếu nại lần đầu");
}

const std::vector<Choice>& Abouts() {
    static const std::vector<Choice> abouts{{"dossier", {"Hồ sơ của tôi", "A dossier of mine"}},
                                            {"unit", {"Cơ quan, đơn vị", "An office"}},
                                            {"officer", {"Cán bộ, công chức", "An officer"}},
                                            {"procedure", {"Quy định, thủ tục hành chính", "A rule or a procedure"}}};
    return abouts;
}

const std::vector<Choice>& Outcomes() {
    static const std::vector<Choice> outcomes{{"justified", {"Khiếu nại đúng toàn bộ", "The complaint is justified"}},
                                              {"partly", {"Khiếu nại đúng một phần", "The complaint is partly justified"}},
                                              {"unjustified", {"Khiếu nại sai toàn bộ", "The complaint is not justified"}}};
    return outcomes;
}

const std::vector<Choice>& WhyNots(bool feedback) {
    static const std::vector<Choice> of_complaints{
        {"internal", {"Quyết định, hành vi nội bộ của cơ quan nhà nước", "A decision or an act within the state's own offices"}},
        {"not_concerned",
         {"Không liên quan trực tiếp đến quyền, lợi ích của người khiếu nại", "It does not touch the complainant's own rights"}},
        {"incapable",
         {"Người khiếu nại không đủ năng lực hành vi, không có người đại diện",
          "The complainant has no capacity to act and nobody who represents them"}},
        {"representative", {"Người đại diện không hợp pháp", "Who represents them does not do so lawfully"}},
        {"unsigned", {"Đơn không có chữ ký hoặc điểm chỉ", "There is neither signature nor fingerprint"}},
        {"too_late", {"Đã hết thời hiệu, thời hạn mà không có lý do chính đáng", "The time is over, without a good reason"}},
        {"settled_twice", {"Đã có quyết định giải quyết khiếu nại lần hai", "It was decided a second time"}},
        {"ended", {"Đã thông báo đình chỉ, quá 30 ngày không khiếu nại tiếp", "It was ended, and not taken up again in 30 days"}},
        {"in_court", {"Tòa án đã thụ lý hoặc đã giải quyết", "A court has it or has decided"}},
        {"not_ours", {"Không thuộc thẩm quyền giải quyết", "It belongs to another body"}}};
    static const std::vector<Choice> of_feedback{
        {"not_ours", {"Không thuộc thẩm quyền giải quyết", "It belongs to another body"}},
        {"unclear", {"Nội dung không rõ, đã hỏi lại mà không được trả lời", "It is not clear, and a question was not answered"}},
        {"repeated", {"Đã được trả lời, không có nội dung mới", "It was answered before, and says nothing new"}}};
    return feedback ? of_feedback : of_complaints;
}

const Choice* FindChoice(const std::vector<Choice>& choices, std::string_view word) {
    const auto found = std::ranges::find(choices, word, &Choice::word);
    return found == choices.end() ? nullptr : &*found;
}

int SettleDays(int round, bool remote, bool complicated) {
    if (round == 2) return remote ? (complicated ? 70 : 60) : (complicated ? 60 : 45);
    return remote ? (complicated ? 60 : 45) : (complicated ? 45 : 30);
}

int AgainDays(bool remote) {
    return remote ? 45 : 30;
}

Instant DueAfter(const calendar::WorkingCalendar& calendar, Date day, int days) {
    return calendar.CloseOf(calendar.WorkingDayFrom(day + days));
}

std::optional<Date> MayComplainAgainUntil(const Complaint& complaint, const calendar::WorkingCalendar& calendar, Instant now) {
    if (complaint.IsFeedback() || complaint.round != 1 || !complaint.accepted) return std::nullopt;
    const auto until = [&](Date day) { return calendar.WorkingDayFrom(day + AgainDays(complaint.remote)); };
    if (complaint.state == "decided") return until(complaint.closed->LocalDate());
    if (complaint.closed || now <= complaint.due) return std::nullopt;
    return until(complaint.due.LocalDate());
}

bool IsNamed(const Complaint& complaint, std::string_view name) {
    const auto named = Fold(complaint.named), theirs = Fold(name);
    return !theirs.empty() && (" " + named + " ").contains(" " + theirs + " ");
}

bool IsNamed(const Complaint& complaint, const identity::Officer& officer) {
    if (!IsNamed(complaint, officer.account.name)) return false;
    const bool head_of_it = officer.May(complaint.about_unit, kSign) && complaint.handler == complaint.about_unit;
    return complaint.IsFeedback() || !head_of_it;
}

bool MayRead(const Complaint& complaint, UnitId holder, const identity::Officer& officer) {
    if (IsNamed(complaint, officer)) return false;
    return std::ranges::any_of(kCapabilities, [&](const auto& capability) { return officer.May(holder, capability); });
}

}  // namespace dongson::complaints
