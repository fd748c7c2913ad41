#include "modules/complaints/http/describing.h"

#include "core/text.h"
#include "modules/complaints/domain/complaint_kind.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/process.h"

namespace dongson::complaints {

namespace json = boost::json;
using desk::TextOf;
using desk::TimeOrNull;

web::Response Refused(const Refusal& refusal) {
    static constexpr std::pair<std::string_view, std::string_view> kMembers[] = {
        {"loai", "kind"},           {"ve_viec", "about"},         {"ho_so", "about_code"}, {"thu_tuc", "about_code"},
        {"can_bo", "named"},        {"don_vi", "unit"},           {"noi_dung", "said"},    {"yeu_cau", "wish"},
        {"ngay_biet", "known"},     {"cong_khai", "may_publish"}, {"ho_ten", "name"},      {"dia_chi", "address"},
        {"so_dinh_danh", "number"}, {"dien_thoai", "phone"},      {"thu", "email"},        {"ly_do", "reason"},
        {"can_cu", "why"},          {"ket_luan", "outcome"},      {"ket_qua", "result"},   {"so_ngay", "days"},
        {"nguoi", "assignee"},      {"ghi_chu", "text"},          {"tin_nhan", "text"},    {"cau_hoi", "question"},
        {"cau_tra_loi", "answer"},  {"phien_ban", "version"},     {"truoc", "first"},      {"tep", "files"},
        {"y_kien", "consultation"}};
    return web::Problem(desk::AsSent(refusal, kMembers));
}

json::object DescribeState(const Complaint& complaint, bool citizen) {
    const auto& state = ProcessOf(complaint).At(complaint.state);
    return {{"code", complaint.code},
            {"kind", complaint.process},
            {"round", complaint.round},
            {"state", complaint.state},
            {"state_text", (citizen ? state.citizen : state.words).Now()},
            {"version", complaint.version},
            {"due_at", TimeOrNull(complaint.due)}};
}

json::object DescribeRow(const Complaint& complaint, Instant now, bool citizen) {
    auto object = DescribeState(complaint, citizen);
    object["filed_at"] = complaint.filed.Rfc3339();
    object["accepted_at"] = TimeOrNull(complaint.accepted);
    object["closed_at"] = TimeOrNull(complaint.closed);
    object["late"] = complaint.overran || complaint.Late(now);
    object["about"] = complaint.about;
    object["about_code"] = complaint.about_code;
    object["outcome"] = complaint.outcome;
    object["decision"] = complaint.decision;
    return object;
}

json::array DescribeAllowed(const CaseView& view) {
    json::array allowed;
    for (const auto* event : view.allowed)
        allowed.push_back(json::object{{"event", event->key}, {"label", event->label.Now()}, {"reason_wanted", event->reason}});
    return allowed;
}

void AddWhatWasSaid(json::object& object, const CaseView& view) {
    const auto& complaint = view.complaint;
    object["said"] = complaint.said;
    object["wish"] = complaint.wish;
    object["known_on"] = complaint.known ? json::value(complaint.known->Iso()) : json::value(nullptr);
    object["named"] = complaint.named;
    object["handled_by"] = view.unit;
    object["first"] = complaint.former_code;
}

std::string CodeIn(const web::Request& request) {
    return std::string(request.Parameter("code"));
}

Result<UnitId> UnitCalled(const Platform& platform, const std::string& key) {
    if (key.empty()) return UnitId{};
    const auto* unit = platform.units.Now()->FindByKey(key);
    if (unit == nullptr) return std::unexpected(ComplaintKind().Wrong("UNIT", Say("Không có đơn vị “{1}”.", key), "unit"));
    return unit->id;
}

Result<NewComplaint> WantedIn(const web::Request& request, const Platform& platform) {
    const auto body = desk::BodyOf(request);
    if (!body) return std::unexpected(body.error());
    NewComplaint wanted;
    const auto kind = TextOf(*body, "kind");
    if (kind != kSettling && kind != kFeedback)
        return std::unexpected(ComplaintKind().Wrong("KIND",
                                                     Say("Chọn settling (khiếu nại) "
                                                         "hoặc feedback (phản ánh)."),
                                                     "kind"));
    wanted.feedback = kind == kFeedback;
    wanted.about = TextOf(*body, "about");
    wanted.about_code = TextOf(*body, "about_code");
    wanted.named = TextOf(*body, "named");
    const auto unit = UnitCalled(platform, TextOf(*body, "unit"));
    if (!unit) return std::unexpected(unit.error());
    wanted.unit = *unit;
    wanted.said = TextOf(*body, "said");
    wanted.wish = TextOf(*body, "wish");
    if (const auto known = TextOf(*body, "known"); !known.empty()) {
        wanted.known = Date::Parse(known);
        if (!wanted.known)
            return std::unexpected(Refusal{"ANSWER_NOT_A_DATE", Say("Nhập ngày có thật, ví dụ 27/3/2025."), "known"});
    }
    wanted.may_publish = TextOf(*body, "may_publish") == "true";
    wanted.former = TextOf(*body, "first");
    wanted.name = TextOf(*body, "name");
    wanted.number = TextOf(*body, "number");
    wanted.address = TextOf(*body, "address");
    wanted.phone = TextOf(*body, "phone");
    wanted.email = TextOf(*body, "email");
    wanted.key = request.Header("idempotency-key");
    return wanted;
}

web::Response Answered(const Result<Complaint>& done, bool citizen) {
    return done ? desk::Answer(DescribeState(*done, citizen)) : Refused(done.error());
}

web::Response Written(const Result<void>& done, std::string_view code) {
    return done ? desk::Answer(json::object{{"written", std::string(code)}}) : Refused(done.error());
}

}  // namespace dongson::complaints
