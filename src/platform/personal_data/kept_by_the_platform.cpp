#include "platform/identity/storage/account_store.h"
#include "platform/notices/notices.h"
#include "platform/organisation/directory.h"
#include "platform/personal_data/kept.h"
#include "platform/personal_data/storage/correction_store.h"

namespace dongson::personal_data {

namespace json = boost::json;

namespace {

constexpr int kEverything = 1'000'000;

json::value CopyAccount(const Copying& copying) {
    const auto& account = copying.whose;
    json::object copy{{"login", account.login},
                      {"name", account.name},
                      {"number", account.person_number},
                      {"born", account.born == Date{} ? "" : account.born.Iso()},
                      {"phone", account.phone},
                      {"email", account.email},
                      {"address", account.address},
                      {"registered_at", account.created.Rfc3339()},
                      {"signs_in_with_codes", !account.totp_secret.empty()},
                      {"proof", identity::ProofWord(account.proof.level)}};
    if (account.Proven()) copy["proven_at"] = account.proof.at.Rfc3339();
    return copy;
}

json::value CopySessions(const Copying& copying) {
    json::array sessions;
    for (const auto& session : identity::AccountStore(copying.tx).SessionsOf(copying.whose.id))
        sessions.push_back(json::object{{"device", session.device},
                                        {"address", session.address},
                                        {"began_at", session.created.Rfc3339()},
                                        {"seen_at", session.seen.Rfc3339()}});
    return sessions;
}

json::value CopyNotices(const Copying& copying) {
    json::array sent;
    for (const auto& notice : notices::Notices::NoticesOf(copying.tx, copying.whose.id, kEverything))
        sent.push_back(json::object{
            {"at", notice.sent.Rfc3339()}, {"about", notice.reference}, {"text", notice.sentence.In(Language::vietnamese)}});
    return sent;
}

json::value CopyViews(const Copying& copying) {
    json::array views;
    const auto units = copying.platform.units.Now();
    for (const auto& [last, times] : identity::AccountStore(copying.tx).ViewDaysOf(copying.whose.id, kEverything))
        views.push_back(json::object{{"at", last.at.Rfc3339()},
                                     {"by", last.viewer},
                                     {"unit", units->NameOf(last.unit)},
                                     {"about", last.reference},
                                     {"reason", last.reason},
                                     {"times", times}});
    return views;
}

json::value CopyCorrections(const Copying& copying) {
    json::array asked;
    for (const auto& each : CorrectionStore(copying.tx).OfAccount(copying.whose.id, kEverything))
        asked.push_back(json::object{{"about", each.reference},
                                     {"what", each.label},
                                     {"before", each.before},
                                     {"after", each.after},
                                     {"reason", each.reason},
                                     {"asked_at", each.asked.Rfc3339()},
                                     {"due_at", each.due.Rfc3339()},
                                     {"state", WordOf(each.state)},
                                     {"answer", each.answer}});
    return asked;
}

}  // namespace

std::vector<Kept> KeptByThePlatform() {
    return {
        {.key = "account",
         .what = "Tài khoản: họ tên, số định danh, ngày sinh, điện thoại, thư điện tử, địa chỉ, mức xác minh",
         .why = "Để biết ai nộp hồ sơ và báo tin cho người ấy",
         .how_long = "Chừng nào còn tài khoản; chương trình không tự xóa",
         .copy = CopyAccount},
        {.key = "sessions",
         .what = "Những nơi đang đăng nhập: trình duyệt, địa chỉ mạng, lúc đăng nhập",
         .why = "Để bạn thấy và đóng phiên không phải của mình",
         .how_long = "Đến khi đăng xuất, hoặc 12 giờ không dùng",
         .copy = CopySessions},
        {.key = "guesses",
         .what = "Những lần đăng nhập sai: tên đăng nhập và địa chỉ mạng",
         .why = "Để chặn người đoán mật khẩu",
         .how_long = "Một ngày"},
        {.key = "slips",
         .what = "Phiếu xác minh danh tính cấp tại quầy, mã kích hoạt, đường dẫn đặt lại mật khẩu",
         .why = "Để chỉ đúng người mở được tài khoản",
         .how_long = "Đến khi dùng hoặc hết hạn"},
        {.key = "notices",
         .what = "Thông báo đã gửi cho bạn",
         .why = "Để bạn đọc lại điều đã được báo",
         .how_long = "{1} ngày từ ngày gửi",
         .days = "keep_notices_days",
         .copy = CopyNotices,
         .forget = [](const Forgetting& of) { return notices::Notices::Forget(of.tx, of.before); }},
        {.key = "corrections",
         .what = "Đề nghị sửa dữ liệu: điều bạn nói là sai, giá trị đúng, giấy tờ chứng minh và trả lời",
         .why = "Để trả lời bạn, và để sau này biết dữ liệu đã đổi thế nào",
         .how_long = "Giữ cùng hồ sơ hoặc tài khoản được sửa",
         .copy = CopyCorrections},
        {.key = "views",
         .what = "Cán bộ nào đã mở hồ sơ của bạn, lúc nào, vì việc gì",
         .why = "Để bạn biết ai đã xem dữ liệu của mình",
         .how_long = "Giữ cùng hồ sơ",
         .copy = CopyViews},
    };
}

}  // namespace dongson::personal_data
