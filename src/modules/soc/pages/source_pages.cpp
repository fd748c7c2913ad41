#include "modules/soc/pages/source_pages.h"

#include "core/text.h"
#include "modules/soc/normalise/parser.h"
#include "modules/soc/pages/soc_layout.h"
#include "web/table.h"

namespace dongson::soc {

using namespace web::short_names;

namespace {

constexpr char kPath[] = "/can-bo/an-ninh/nguon";

// What was not kept, by its reasons.
std::string ReasonsOf(const SourceCount& count) {
    std::vector<std::string> reasons;
    for (std::size_t i = 0; i < kUnkept; ++i)
        if (count.unkept[i] > 0)
            reasons.push_back(Say(UnkeptName(static_cast<Unkept>(i))).Now() + ": " + Figure(count.unkept[i]));
    return reasons.empty() ? "0" : Join(reasons, "; ");
}

web::Cells CellsOf(const SourceLine& line) {
    const auto& source = line.source;
    return {Render(R"(<a class="govuk-link" href="{}">{}</a>)", Url::Page(std::string(kPath) + "/" + ToText(source.id)),
                   web::InVietnamese(source.name)),
            source.recognition == Recognition::token ? Say(RecognitionName(source.recognition)).Now()
                                                     : Say(RecognitionName(source.recognition)).Now() + " " + source.mark,
            Figure(line.today.received),
            Figure(line.today.stored),
            Figure(line.today.Waiting()),
            Figure(line.today.not_understood),
            ReasonsOf(line.today),
            !source.enabled ? web::Tag(Say("Đã tắt"), web::TagColour::grey)
            : line.silent   ? web::Tag(Say("Im lặng"), web::TagColour::red)
                            : web::Tag(Say("Bật"), web::TagColour::green)};
}

Html TypedInput(std::string_view name, const Sentence& label, const Sentence& hint, const std::string& value,
                const Refusals& faults) {
    return web::TextInput({std::string(name), label, hint, &faults, false}, value,
                          {.type = "text", .autocomplete = "off", .inputmode = "numeric", .width = "10"});
}

Html SourceFields(const SourceFormView& view) {
    const Source& source = view.source;
    std::vector<web::Choice> recognitions, parsers{{"", Say("Theo nội dung bản tin").Now(), ""}}, retentions,
        values{{"1", Say("1 – thấp").Now(), ""},
               {"2", Say("2 – bình thường").Now(), ""},
               {"3", Say("3 – quan trọng").Now(), ""},
               {"4", Say("4 – sống còn").Now(), ""}};
    for (const Recognition each : kRecognitions)
        if (each != Recognition::own)
            recognitions.push_back({std::string(RecognitionWord(each)), Say(RecognitionName(each)).Now(), ""});
    for (const Parser& parser : Parsers::Shipped().all())
        parsers.push_back({parser.name, parser.name + " (" + parser.dataset + ")", ""});
    for (const std::string& each : view.retentions) retentions.push_back({each, each, ""});
    const auto how =
        view.fresh
            ? Render(
                  "{}{}",
                  web::Radios({"cach_nhan", Say("Nhận ra nguồn bằng"), Say("Không bao giờ theo tên máy mà bản tin tự xưng."),
                               &view.faults, false},
                              recognitions, RecognitionWord(source.recognition)),
                  web::TextInput(
                      {"dau_hieu", Say("Dấu hiệu"),
                       Say("Địa chỉ hoặc mạng (10.1.2.0/24), tên trên chứng thư, hoặc đường dẫn tệp. Với mã truy cập: để trống, hệ thống cấp mã."),
                       &view.faults, true},
                      source.mark))
            : When(source.recognition != Recognition::token && source.recognition != Recognition::own,
                   [&] { return web::TextInput({"dau_hieu", Say("Dấu hiệu"), {}, &view.faults, false}, source.mark); });
    return Render(
        "{}{}{}{}{}{}{}{}{}{}", web::TextInput({"ten", Say("Tên nguồn"), {}, &view.faults, false}, source.name), how,
        web::TextInput(
            {"nhom", Say("Nhóm"), Say("Quy tắc có thể chỉ áp dụng cho một nhóm, ví dụ may-chu-web"), &view.faults, true},
            source.group),
        web::Select({"don_vi", Say("Đơn vị sở hữu"), {}, &view.faults, true}, view.units, ToText(source.unit)),
        web::Select({"bo_doc", Say("Bộ đọc"), {}, &view.faults, false}, parsers, source.parser),
        web::Select({"luu", Say("Thời hạn lưu"), {}, &view.faults, false}, retentions, source.retention),
        web::Select({"muc", Say("Mức quan trọng của hệ thống"), {}, &view.faults, false}, values, std::to_string(source.value)),
        TypedInput("han_muc", Say("Hạn mức mỗi giây"), Say("0 là không giới hạn"), std::to_string(source.per_second),
                   view.faults),
        TypedInput("im_lang", Say("Báo động khi im lặng (phút)"), Say("0 là không báo"), std::to_string(source.silent_minutes),
                   view.faults),
        web::Checkboxes({"bat", Say("Nhận sự kiện"), {}, &view.faults, true}, {{"co", Say("Bật").Now(), ""}},
                        source.enabled ? std::vector<std::string>{"co"} : std::vector<std::string>{}));
}

Html Imported(const SourceFormView& view) {
    return When(view.imported.has_value(), [&] {
        const ImportedEvents& done = *view.imported;
        return web::Banner(
            Say("Đã nhập tệp"),
            Render(R"(<p class="govuk-body">{}</p>{})",
                   Say("{1} sự kiện đã lưu trong {2} sự kiện đọc được.", Figure(done.stored), Figure(done.received)),
                   When(done.damaged > 0 || !done.fault.empty(), [&] {
                       return Render(R"(<p class="govuk-body">{} <code class="ds-log">{}</code></p>)",
                                     Say("{1} bản ghi hỏng không đọc được.", Figure(done.damaged)), done.fault);
                   })));
    });
}

// A file from a machine that is not joined.
Html Bring(const SourceFormView& view) {
    return web::Details(
        Say("Nhập tệp sự kiện"),
        web::PostForm(
            Url::Page(std::string(kPath) + "/" + ToText(view.source.id) + "/tep"),
            Render("{}{}",
                   web::FileInput({"tep", Say("Tệp"), Say("Nhật ký Windows (.evtx), hoặc mỗi dòng một sự kiện; có thể nén gzip"),
                                   &view.faults, false},
                                  false),
                   web::Button(Say("Nhập"))),
            web::FormKind::multipart));
}

}  // namespace

Html SourceListPage(const SourceListView& view) {
    return SocLayout(Say("Nguồn"), SocPlace::sources,
                     Render(
                         R"(<h1 class="govuk-heading-l">Nguồn</h1>{}{}<p class="govuk-body">{}</p>
            <p class="govuk-body"><a class="govuk-link" href="{}">Giữ lại sự kiện quá thời hạn lưu</a></p>)",
                         web::LinkButton(Say("Đăng ký nguồn"), Url::Page(std::string(kPath) + "/moi")),
                         web::Table(Say("Nguồn"), {{Say("Nguồn")},
                                                   {Say("Nhận ra bằng")},
                                                   {Say("Nhận hôm nay"), web::ColumnKind::number},
                                                   {Say("Lưu"), web::ColumnKind::number},
                                                   {Say("Đang chờ"), web::ColumnKind::number},
                                                   {Say("Chưa hiểu"), web::ColumnKind::number},
                                                   {Say("Không giữ, vì")},
                                                   {Say("Trạng thái")}})
                             .Rows(view.sources, CellsOf)
                             .Done(),
                         Say("Từ nơi chưa đăng ký hôm nay: {1} sự kiện, không giữ.", Figure(view.strangers.received)),
                         Url::Page("/can-bo/an-ninh/giu-lai")));
}

Html SourceFormPage(const SourceFormView& view) {
    const Source& source = view.source;
    const auto token = When(!view.token.empty(), [&] {
        return web::Banner(
            Say("Mã truy cập của nguồn – chỉ hiện một lần"),
            Render(R"(<p class="govuk-body"><code class="ds-log">{}</code></p><pre class="ds-log">{}</pre>)", view.token,
                   "curl -H 'Authorization: Bearer " + view.token + "' --data-binary @su-kien.ndjson " + view.address +
                       "/api/v1/soc/events"));
    });
    const auto week = When(!view.fresh, [&] {
        return Render(
            R"(<h2 class="govuk-heading-m">Bảy ngày qua</h2>{}<p class="govuk-body"><a class="govuk-link" href="{}">Xem sự kiện</a> · <a class="govuk-link" href="{}">Sự kiện chưa hiểu</a></p>)",
            web::SummaryList(
                {{Say("Nhận"), Render("{}", Figure(view.week.received)), {}},
                 {Say("Lưu"), Render("{} ({})", Figure(view.week.stored), Bytes(static_cast<double>(view.week.bytes))), {}},
                 {Say("Chưa hiểu"), Render("{}", Figure(view.week.not_understood)), {}},
                 {Say("Không giữ, vì"), Render("{}", ReasonsOf(view.week)), {}}}),
            Url::Page("/can-bo/an-ninh/su-kien").With("q", "*").With("ky", "24h").With("nguon", std::to_string(source.number)),
            Url::Page("/can-bo/an-ninh/su-kien")
                .With("q", "event.kind:pipeline_error")
                .With("ky", "7d")
                .With("nguon", std::to_string(source.number)));
    });
    const auto url =
        view.fresh ? Url::Page(std::string(kPath) + "/moi") : Url::Page(std::string(kPath) + "/" + ToText(source.id));
    return SocLayout(
        view.fresh ? Say("Đăng ký nguồn") : Sentence{source.name, {}}, SocPlace::sources,
        Render(R"({}{}{}{}<h1 class="govuk-heading-l">{}</h1>{}{}{})", web::BackLink(Url::Page(kPath)), token, Imported(view),
               web::ErrorSummary(view.faults), view.fresh ? Render("{}", Say("Đăng ký nguồn")) : web::InVietnamese(source.name),
               week, When(!view.fresh, [&] { return Bring(view); }),
               web::PostForm(url, Render("{}{}{}{}", web::MeanwhileHtml(view.meanwhile),
                                         web::HiddenInput("phien_ban", std::to_string(source.version)), SourceFields(view),
                                         web::Button(view.fresh ? Say("Đăng ký") : Say("Lưu"))))));
}

}  // namespace dongson::soc
