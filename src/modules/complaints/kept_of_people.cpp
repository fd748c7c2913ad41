#include "modules/complaints/kept_of_people.h"

#include "modules/complaints/storage/complaint_store.h"
#include "platform/organisation/directory.h"

namespace dongson::complaints {

namespace json = boost::json;

namespace {

constexpr int kEverything = 1'000'000;

json::value Said(const std::optional<Instant>& at) {
    return at ? json::value(at->Rfc3339()) : json::value();
}

json::value CopyComplaints(const personal_data::Copying& copying) {
    json::array copied;
    const auto units = copying.platform.units.Now();
    for (const auto& complaint : ComplaintStore(copying.tx).OfFiler(copying.whose.id, kEverything))
        copied.push_back(json::object{{"code", complaint.code},
                                      {"kind", complaint.IsFeedback() ? "feedback" : "complaint"},
                                      {"unit", units->NameOf(complaint.handler)},
                                      {"about", complaint.about},
                                      {"about_code", complaint.about_code},
                                      {"officer", complaint.named},
                                      {"said", complaint.said},
                                      {"wish", complaint.wish},
                                      {"name", complaint.name},
                                      {"number", complaint.number},
                                      {"address", complaint.address},
                                      {"phone", complaint.phone},
                                      {"email", complaint.email},
                                      {"filed_at", complaint.filed.Rfc3339()},
                                      {"accepted_at", Said(complaint.accepted)},
                                      {"closed_at", Said(complaint.closed)},
                                      {"state", complaint.state},
                                      {"decision", complaint.decision},
                                      {"result", complaint.ResultIsTold() ? complaint.result : ""}});
    return copied;
}

}  // namespace

std::vector<personal_data::Kept> KeptOfPeople() {
    return {{.key = "complaints",
             .what = "Khiếu nại, phản ánh, kiến nghị: người gửi, nội dung, tệp gửi kèm, kết quả giải quyết",
             .why = "Để giải quyết, và chứng minh đã giải quyết thế nào",
             .how_long = "Theo thời hạn lưu trữ hồ sơ giải quyết khiếu nại; chương trình không tự xóa",
             .copy = CopyComplaints}};
}

}  // namespace dongson::complaints
