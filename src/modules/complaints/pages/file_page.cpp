#include "modules/complaints/pages/views.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::complaints {

using namespace web::short_names;

namespace {

Html Line(const FileView& view, const char* name, Sentence label, Sentence hint, bool optional) {
    return web::TextInput({name, std::move(label), std::move(hint), &view.faults, optional}, TypedIn(view.typed, name));
}

Html About(const FileView& view) {
    if (!view.former.empty())
        return Render(R"(<p class="govuk-body">{}</p>{})", Say("Khiếu nại tiếp về đơn {1}, gửi cơ quan cấp trên.", view.former),
                      web::HiddenInput("truoc", view.former));
    std::vector<web::Choice> abouts;
    for (const auto& about : Abouts())
        if ((view.feedback || about.word != "procedure") && (!view.at_counter || about.word != "dossier"))
            abouts.push_back({std::string(about.word), about.name.Now(), ""});
    const auto chosen = TypedIn(view.typed, "ve_viec");
    return Render(R"({}{}{}{}{}{})",
                  When(view.at_counter && !view.feedback,
                       [&] {
                           return Line(view, "truoc", Say("Mã đơn lần đầu"),
                                       Say("Chỉ khi khiếu nại lần hai: "
                                           "người đến phải là người đã gửi đơn lần đầu"),
                                       true);
                       }),
                  web::Radios({"ve_viec", Say("Bạn muốn nói tới điều gì?"), {}, &view.faults, false}, abouts,
                              chosen.empty() && !view.dossier.empty() ? "dossier" : chosen),
                  When(!view.at_counter,
                       [&] {
                           return web::TextInput({"ho_so", Say("Mã hồ sơ"), Say("Nếu là về hồ sơ của bạn"), &view.faults, true},
                                                 view.dossier.empty() ? TypedIn(view.typed, "ho_so") : view.dossier);
                       }),
                  web::Select({"don_vi", Say("Cơ quan, đơn vị"),
                               view.at_counter ? Sentence{} : Say("Không cần chọn khi đã ghi mã hồ sơ"), &view.faults, true},
                              view.units, TypedIn(view.typed, "don_vi")),
                  Line(view, "can_bo", Say("Họ tên cán bộ"),
                       Say("Nếu là về một người: ai mang đúng họ tên bạn ghi thì không đọc, "
                           "không giải quyết đơn này. "
                           "Riêng người ký quyết định của cơ quan bị khiếu nại vẫn giải quyết lần đầu, "
                           "theo Điều 7 Luật Khiếu nại"),
                       true),
                  When(view.feedback, [&] { return Line(view, "thu_tuc", Say("Tên thủ tục, quy định"), {}, true); }));
}

Html Person(const FileView& view) {
    if (!view.at_counter) return {};
    return Render(R"(<h2 class="govuk-heading-m">Người gửi đơn</h2>{}{}{}{}{})", Line(view, "ho_ten", Say("Họ tên"), {}, false),
                  Line(view, "so_dinh_danh", Say("Số định danh"), {}, true), Line(view, "dia_chi", Say("Địa chỉ"), {}, false),
                  Line(view, "dien_thoai", Say("Điện thoại"), {}, true), Line(view, "thu", Say("Thư điện tử"), {}, true));
}

}  // namespace

Html FilePage(const FileView& view) {
    const auto title = view.feedback ? Say("Gửi phản ánh, kiến nghị") : Say("Gửi khiếu nại");
    const auto fields = Render(
        R"({}{}{}{}{}{}{}{}{}{})", web::HiddenInput("loai", view.feedback ? "phan-anh" : "khieu-nai"),
        web::HiddenInput("khoa", view.key), Person(view), About(view),
        When(!view.feedback && view.former.empty(),
             [&] {
                 return web::TextInput({"ngay_biet", Say("Ngày bạn nhận quyết định, hoặc biết việc ấy"), Say("Ví dụ 27/3/2026"),
                                        &view.faults, false},
                                       TypedIn(view.typed, "ngay_biet"), {.width = "10"});
             }),
        web::TextArea({"noi_dung", Say("Việc đã xảy ra"), Say("Lúc nào, ở đâu, ai làm gì"), &view.faults, false},
                      TypedIn(view.typed, "noi_dung"), 8),
        web::TextArea({"yeu_cau", Say("Bạn yêu cầu giải quyết thế nào?"), {}, &view.faults, view.feedback},
                      TypedIn(view.typed, "yeu_cau"), 3),
        web::FileInput({"tep", Say("Tệp gửi kèm"), Say("Quyết định, giấy hẹn, ảnh chụp"), &view.faults, true}, true),
        When(view.feedback,
             [&] {
                 return web::Checkboxes(
                     {"cong_khai", Say("Công khai"), {}, &view.faults, true},
                     {{"1", Say("Tôi đồng ý công khai câu hỏi và câu trả lời, không có tên tôi").Now(), ""}},
                     TypedIn(view.typed, "cong_khai").empty() ? std::vector<std::string>{} : std::vector<std::string>{"1"});
             }),
        web::Button(Say("Gửi đơn")));
    const auto action = view.at_counter ? Url::Page("/can-bo/khieu-nai/nhan") : Url::Page("/khieu-nai/gui");
    const auto main = Render(R"({}{}<h1 class="govuk-heading-l">{}</h1>{})",
                             web::BackLink(Url::Page(view.at_counter ? "/can-bo/khieu-nai" : "/khieu-nai")),
                             web::ErrorSummary(view.faults), title, web::PostForm(action, fields, web::FormKind::multipart));
    return view.at_counter ? web::OfficerLayout(title, main) : web::CitizenLayout(title, main);
}

}  // namespace dongson::complaints
