#include "modules/open_data/pages/publishing_pages.h"

#include <algorithm>

#include "core/text.h"
#include "modules/open_data/domain/vocabulary.h"
#include "modules/open_data/metadata/authority.h"
#include "modules/open_data/pages/choices.h"
#include "modules/open_data/pages/pull_section.h"
#include "web/components.h"
#include "web/layout.h"
#include "web/table.h"

namespace dongson::open_data {

using namespace web::short_names;

namespace {

Url DatasetUrl(const Dataset& dataset) {
    return Url::Page("/can-bo/du-lieu/bo/" + ToText(dataset.id));
}

Url UploadUrl(const Upload& upload, std::string_view verb = "") {
    return Url::Page("/can-bo/du-lieu/tep/" + ToText(upload.id) + (verb.empty() ? "" : "/" + std::string(verb)));
}

Html StateTag(DatasetState state) {
    static constexpr web::TagColour kColours[] = {web::TagColour::grey, web::TagColour::blue, web::TagColour::green,
                                                  web::TagColour::red};
    return web::Tag(Say(DatasetStateName(state)), kColours[static_cast<std::size_t>(state)]);
}

std::string_view UploadStateName(UploadState state) {
    static constexpr std::string_view kNames[] = {"Đang chuẩn bị", "Chờ duyệt", "Đã công bố", "Đã bỏ"};
    return kNames[static_cast<std::size_t>(state)];
}

// What happened, as its word in the database says.
Sentence EventSentence(const DatasetEvent& event) {
    if (event.event == "uploaded") return Say("Tải tệp lên: {1}", event.note);
    if (event.event == "sent_to_review") return Say("Trình duyệt {1}", event.note);
    if (event.event == "returned") return Say("Trả lại: {1}", event.note);
    if (event.event == "published") return Say("Công bố phiên bản {1}", event.note);
    if (event.event == "withdrawn") return Say("Rút khỏi danh mục: {1}", event.note);
    if (event.event == "dropped") return Say("Bỏ tệp");
    if (event.event == "pull_begun") return Say("Hẹn lấy tệp từ {1}", event.note);
    if (event.event == "pull_ended") return Say("Thôi lấy tệp từ {1}", event.note);
    if (event.event == "described") return Say("Sửa mô tả");
    return Say("Lập bộ dữ liệu");
}

Sentence OdditySentence(const OddityFound& found) {
    const auto count = Number(found.count), line = std::to_string(found.first_line);
    switch (found.oddity) {
        case Oddity::short_rows:
            return Say("{1} dòng thiếu ô, dòng đầu tiên là {2}: ô thiếu để trống.", count, line);
        case Oddity::long_rows:
            return Say("{1} dòng thừa ô, dòng đầu tiên là {2}: ô thừa nằm ở các cột thêm vào cuối.", count, line);
        case Oddity::bad_letters:
            return Say("{1} ô có ký tự không đọc được; có thể chọn sai bảng mã.", count);
        case Oddity::several_tables:
            return Say("Từ dòng {1} có vẻ bắt đầu một bảng khác.", line);
        case Oddity::duplicate_header:
            return Say("{1} tên cột trùng nhau, đã đánh số.", count);
        case Oddity::empty_header:
            return Say("{1} cột không có tên, đã đặt tên tạm.", count);
        case Oddity::no_rows:
            return Say("Không có dòng dữ liệu nào.");
    }
    return {};
}

std::vector<web::Choice> EncodingChoices() {
    std::vector<web::Choice> choices;
    for (const auto encoding : kTextEncodings)
        choices.push_back({std::string(TextEncodingWord(encoding)), std::string(TextEncodingName(encoding)), ""});
    return choices;
}

std::vector<web::Choice> DelimiterChoices() {
    return {{",", Say("Dấu phẩy").Now(), ""},
            {";", Say("Dấu chấm phẩy").Now(), ""},
            {"tab", Say("Tab").Now(), ""},
            {"|", Say("Gạch đứng").Now(), ""}};
}

// A type together with how the source writes it, as one choice: "number/vietnamese".
std::vector<web::Choice> TypeChoices() {
    return {{"text", Say("Chữ").Now(), ""},
            {"integer", Say("Số nguyên").Now(), ""},
            {"integer/vietnamese", Say("Số nguyên, 1.234").Now(), ""},
            {"integer/english", Say("Số nguyên, 1,234").Now(), ""},
            {"number", Say("Số, 1234.5").Now(), ""},
            {"number/vietnamese", Say("Số, 1.234,5").Now(), ""},
            {"number/english", Say("Số, 1,234.5").Now(), ""},
            {"boolean", Say("Đúng/sai").Now(), ""},
            {"date", Say("Ngày, 2025-08-29").Now(), ""},
            {"date/day_first", Say("Ngày, 29/8/2025").Now(), ""},
            {"date/month_first", Say("Ngày, 8/29/2025").Now(), ""},
            {"datetime", Say("Ngày giờ, 2025-08-29 07:30").Now(), ""},
            {"datetime/day_first", Say("Ngày giờ, 29/8/2025 07:30").Now(), ""}};
}

std::string TypeWord(const Column& column) {
    std::string word(ColumnTypeWord(column.type));
    if (column.numbers != NumberForm::plain) word += "/" + std::string(NumberFormWord(column.numbers));
    if (column.dates != DateForm::year_first) word += "/" + std::string(DateFormWord(column.dates));
    return word;
}

Html ColumnNotes(const ColumnProfile& profile) {
    return Render("{}{}{}", When(profile.personal(), [] { return web::Tag(Say("Dữ liệu cá nhân?"), web::TagColour::red); }),
                  When(profile.ambiguous, [] { return web::Tag(Say("Đọc được hai cách"), web::TagColour::amber); }),
                  When(profile.misfits > 0,
                       [&] { return web::Tag(Say("{1} giá trị không khớp", Number(profile.misfits)), web::TagColour::amber); }));
}

Html ColumnForm(const UploadView& view, std::size_t place) {
    const auto& column = view.upload.schema[place];
    const auto number = std::to_string(place);
    const auto* profile = place < view.profile.columns.size() && view.upload.schema.size() == view.profile.columns.size()
                              ? &view.profile.columns[place]
                              : nullptr;
    return Render(
        R"(<fieldset class="govuk-fieldset ds-column"><legend class="govuk-fieldset__legend"><strong lang="vi">{}</strong> {}</legend><p class="govuk-body-s ds-muted" lang="vi">{}</p><div class="ds-filter">{}{}{}{}{}</div>{}</fieldset>)",
        column.title.empty() ? column.name : column.title, profile == nullptr ? Html() : ColumnNotes(*profile),
        profile == nullptr ? std::string() : Join(profile->examples, " · "),
        web::TextInput({"ten_" + number, Say("Tên cho máy"), {}, &view.faults, false}, column.name),
        web::Select({"kieu_" + number, Say("Kiểu"), {}, &view.faults, false}, TypeChoices(), TypeWord(column)),
        web::TextInput({"tieu_de_" + number, Say("Tên cho người đọc"), {}, &view.faults, true}, column.title),
        web::TextInput({"don_vi_" + number, Say("Đơn vị tính"), {}, &view.faults, true}, column.unit),
        web::TextInput({"y_nghia_" + number, Say("Ý nghĩa"), {}, &view.faults, true}, column.meaning),
        Render(
            R"(<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="{}" name="{}" type="checkbox" value="1" {}><label class="govuk-label govuk-checkboxes__label" for="{}">Cột khóa: phân biệt các dòng với nhau</label></div></div>)",
            "khoa_" + number, "khoa_" + number, web::Flag::Checked(column.key), "khoa_" + number));
}

Html FirstRows(const UploadView& view) {
    return Render(
        R"(<h2 class="govuk-heading-m">Các dòng đầu</h2><div class="ds-scroll" tabindex="0" role="region" aria-label="Các dòng đầu"><table class="govuk-table ds-dense ds-data"><thead class="govuk-table__head"><tr class="govuk-table__row">{}</tr></thead><tbody class="govuk-table__body" lang="vi">{}</tbody></table></div>)",
        Each(view.profile.columns,
             [](const ColumnProfile& column) {
                 return Render(R"(<th class="govuk-table__header" scope="col" lang="vi">{}</th>)",
                               column.column.title.empty() ? column.column.name : column.column.title);
             }),
        Each(view.profile.first_rows, [](const std::vector<std::string>& row) {
            return Render(R"(<tr class="govuk-table__row">{}</tr>)", Each(row, [](const std::string& cell) {
                              return Render(R"(<td class="govuk-table__cell">{}</td>)", Shorten(cell, 80));
                          }));
        }));
}

// What can be corrected depends on what the file is: JSON says itself where its columns are.
Html LayoutForm(const UploadView& view) {
    const auto layout = LayoutFromJson(view.upload.layout);
    const auto* faults = &view.faults;
    const bool text = layout.kind == FileKind::delimited, sheet = layout.kind == FileKind::sheet;
    const auto number = [&](std::string name, const Sentence& label, std::int64_t value) {
        return web::TextInput({std::move(name), label, {}, faults, false}, std::to_string(value),
                              {.type = "text", .autocomplete = "off", .inputmode = "numeric", .width = "4"});
    };
    return Render(
        R"(<h2 class="govuk-heading-m">Cách đọc tệp</h2><p class="govuk-body">{} {}</p><div class="ds-filter">{}{}{}</div>)",
        FileKindWord(layout.kind), layout.member,
        When(text,
             [&] {
                 return Render("{}{}",
                               web::Select({"bang_ma", Say("Bảng mã"), {}, faults, false}, EncodingChoices(),
                                           TextEncodingWord(layout.encoding)),
                               web::Select({"phan_cach", Say("Phân cách"), {}, faults, false}, DelimiterChoices(),
                                           layout.dialect.delimiter == '\t' ? std::string("tab")
                                                                            : std::string(1, layout.dialect.delimiter)));
             }),
        When(sheet, [&] { return number("trang", Say("Trang tính thứ mấy"), layout.sheet + 1); }), When(text || sheet, [&] {
            return Render("{}{}{}", number("bo_qua", Say("Bỏ qua mấy dòng đầu"), layout.preamble),
                          web::Select({"tieu_de", Say("Dòng tiêu đề"), {}, faults, false},
                                      {{"1", Say("Có").Now(), ""}, {"0", Say("Không").Now(), ""}}, layout.header ? "1" : "0"),
                          number("dong_cuoi", Say("Dòng cuối (0: hết tệp)"), layout.last_line));
        }));
}

Html Personal(const UploadView& view) {
    const auto findings = std::ranges::any_of(view.profile.columns, &ColumnProfile::personal);
    return When(findings, [&] {
        return web::Checkboxes({"trach_nhiem", Say("Dữ liệu cá nhân"), {}, &view.faults, false},
                               {{"1", Say("Tôi chịu trách nhiệm: các cột được đánh dấu được phép công bố.").Now(), ""}},
                               view.upload.answers_for_personal ? std::vector<std::string>{"1"} : std::vector<std::string>{});
    });
}

Html PreparingForms(const UploadView& view) {
    std::vector<std::size_t> places(view.upload.schema.size());
    for (std::size_t place = 0; place < places.size(); ++place) places[place] = place;
    const auto columns = view.agreed ? Render(R"(<p class="govuk-body">Các cột theo cấu trúc đã công bố: {}</p>)",
                                              Join(
                                                  [&] {
                                                      std::vector<std::string> names;
                                                      for (const auto& column : view.upload.schema) names.push_back(column.name);
                                                      return names;
                                                  }(),
                                                  ", "))
                                     : Each(places, [&](std::size_t place) { return ColumnForm(view, place); });
    return Render(
        R"({}{}{})",
        web::PostForm(
            UploadUrl(view.upload),
            Render(R"({}{}<h2 class="govuk-heading-m">Các cột</h2>{}{}{}{})",
                   web::HiddenInput("phien_ban", std::to_string(view.upload.version)), LayoutForm(view), columns, Personal(view),
                   web::TextArea({"ghi_chu", Say("Có gì mới trong phiên bản này"), {}, &view.faults, true}, view.upload.note, 2),
                   web::Button(Say("Lưu và xem lại"), web::ButtonKind::secondary))),
        web::PostForm(UploadUrl(view.upload, "trinh"), web::Button(Say("Trình duyệt"))),
        web::PostForm(UploadUrl(view.upload, "bo"), web::Button(Say("Bỏ tệp này"), web::ButtonKind::warning)));
}

// What a reviewer must see: the columns as they will be published, what looks like personal data, and who answers for it.
Html WhatIsPublished(const UploadView& view) {
    std::vector<std::size_t> places(view.upload.schema.size());
    for (std::size_t place = 0; place < places.size(); ++place) places[place] = place;
    const bool beside = view.upload.schema.size() == view.profile.columns.size();
    return Render(
        R"(<h2 class="govuk-heading-m">Các cột</h2><ul class="govuk-list">{}</ul>{}{})",
        Each(places,
             [&](std::size_t place) {
                 const auto& column = view.upload.schema[place];
                 return Render(R"(<li><code>{}</code> <span lang="vi">{}</span> · {} {}</li>)", column.name, column.title,
                               Say(ColumnTypeName(column.type)), beside ? ColumnNotes(view.profile.columns[place]) : Html());
             }),
        When(view.upload.answers_for_personal,
             [&] {
                 return Render(R"(<p class="govuk-body">{}</p>)",
                               web::SentenceWithNames(Say("{1} nhận trách nhiệm về dữ liệu cá nhân.", view.made_by)));
             }),
        When(!view.upload.note.empty(), [&] { return Render(R"(<p class="govuk-body" lang="vi">{}</p>)", view.upload.note); }));
}

Html ReviewForms(const UploadView& view) {
    if (!view.leader) return Render(R"({}<p class="govuk-body">Đang chờ lãnh đạo cơ quan duyệt.</p>)", WhatIsPublished(view));
    return Render(
        R"({}{}{})", WhatIsPublished(view), web::PostForm(UploadUrl(view.upload, "cong-bo"), web::Button(Say("Công bố"))),
        web::PostForm(UploadUrl(view.upload, "tra-lai"),
                      Render("{}{}", web::TextArea({"ly_do", Say("Trả lại vì"), {}, &view.faults, false}, view.typed_reason, 2),
                             web::Button(Say("Trả lại"), web::ButtonKind::secondary))));
}

}  // namespace

Html OwnDatasetsPage(const OwnDatasetsView& view) {
    const auto cells = [](const OwnDatasetsView::Own& own) {
        return web::Cells{
            Render(R"(<a class="govuk-link" href="{}" lang="vi">{}</a>)", DatasetUrl(own.dataset), own.dataset.title),
            StateTag(own.dataset.state), Say(FrequencyName(own.dataset.frequency)),
            own.late_since ? Render(R"(<span class="ds-late">Chậm</span> {})", web::Day(*own.late_since)) : web::TextOf("–"),
            own.waiting > 0 ? std::to_string(own.waiting) : "–"};
    };
    const auto table = web::Table(Say("Dữ liệu mở của đơn vị"), {{Say("Bộ dữ liệu")},
                                                                 {Say("Trạng thái")},
                                                                 {Say("Cập nhật")},
                                                                 {Say("Chậm từ")},
                                                                 {Say("Tệp đang chờ"), web::ColumnKind::number}})
                           .Rows(view.datasets, cells)
                           .Done();
    return web::OfficerLayout(
        Say("Dữ liệu mở"),
        Render(
            R"(<h1 class="govuk-heading-l">Dữ liệu mở của đơn vị</h1><p class="govuk-body">{}</p>
            <div class="govuk-button-group">{}{}</div>{})",
            web::InVietnamese(view.unit), web::LinkButton(Say("Lập bộ dữ liệu mới"), Url::Page("/can-bo/du-lieu/moi")),
            web::LinkButton(Say("Lấy từ cổng khác"), Url::Page("/can-bo/du-lieu/cong-khac"), web::ButtonKind::secondary), table));
}

Html DescribePage(const DescribeView& view) {
    const auto& dataset = view.dataset;
    const auto* faults = &view.faults;
    const auto domains = DomainChoices(Say("– Chọn lĩnh vực –"));
    std::vector<web::Choice> licences, frequencies;
    for (const auto& licence : Vocabulary::Shipped().licences()) licences.push_back({licence.key, licence.name, ""});
    for (const auto frequency : kFrequencies)
        frequencies.push_back({std::string(FrequencyWord(frequency)), Say(FrequencyName(frequency)).Now(), ""});
    std::vector<web::Choice> areas{{"", Say("– Chọn địa bàn –").Now(), ""}};
    for (const auto& place : Authority::Shipped().places()) areas.push_back({place.area, place.name, ""});
    if (!dataset.area.empty() && Authority::Shipped().FindPlace(dataset.area) == nullptr)
        areas.push_back({dataset.area, dataset.area, ""});
    const auto action =
        dataset.id ? Url::Page("/can-bo/du-lieu/bo/" + ToText(dataset.id) + "/mo-ta") : Url::Page("/can-bo/du-lieu/moi");
    return web::OfficerLayout(
        Say("Mô tả bộ dữ liệu"),
        Render(
            R"({}{}<h1 class="govuk-heading-l">Mô tả bộ dữ liệu</h1>{}{})", web::BackLink(Url::Page("/can-bo/du-lieu")),
            web::ErrorSummary(view.faults), web::MeanwhileHtml(view.meanwhile),
            web::PostForm(
                action,
                Render(
                    R"({}{}{}{}{}{}{}{}{}{}{}{}{}{}{})", web::HiddenInput("phien_ban", std::to_string(dataset.version)),
                    web::TextInput({"ten", Say("Tên bộ dữ liệu"), {}, faults, false}, dataset.title),
                    web::TextArea(
                        {"mo_ta", Say("Mô tả"), Say("Có gì, của khi nào, dùng vào việc gì; ít nhất 50 ký tự"), faults, false},
                        dataset.notes),
                    web::Select({"linh_vuc", Say("Lĩnh vực"), {}, faults, false}, domains, dataset.domain),
                    web::TextInput({"the", Say("Thẻ"), Say("Cách nhau bằng dấu phẩy"), faults, true}, Join(dataset.tags, ", ")),
                    web::Select({"giay_phep", Say("Giấy phép"), {}, faults, false}, licences, dataset.licence),
                    web::Select({"dinh_ky", Say("Cập nhật"), {}, faults, false}, frequencies, FrequencyWord(dataset.frequency)),
                    web::Select({"dia_ban", Say("Địa bàn"), {}, faults, false}, areas, dataset.area),
                    web::TextInput({"tu", Say("Số liệu từ ngày"), Say("Ví dụ 27/3/2025"), faults, true},
                                   dataset.covers_from ? dataset.covers_from->Spoken() : ""),
                    web::TextInput({"den", Say("đến ngày"), {}, faults, true},
                                   dataset.covers_until ? dataset.covers_until->Spoken() : ""),
                    web::TextInput({"chuoi", Say("Chuỗi"),
                                    Say("Tên chung của các bộ cùng loại qua các năm, ví dụ Danh sách xã, phường"), faults, true},
                                   dataset.series),
                    web::TextInput({"nguon", Say("Nguồn"), {}, faults, true}, dataset.source),
                    web::TextInput({"lien_he", Say("Người liên hệ"), {}, faults, true}, dataset.contact_name),
                    web::TextInput({"thu", Say("Thư điện tử liên hệ"), {}, faults, true}, dataset.contact_email),
                    web::Button(Say("Lưu"))))));
}

Html OwnDatasetPage(const OwnDatasetView& view) {
    std::vector<web::Choice> targets{{"", Say("Bảng mới").Now(), ""}};
    for (const auto& resource : view.resources) targets.push_back({ToText(resource.id), resource.title, ""});
    const auto uploads = When(!view.uploads.empty(), [&] {
        return Render(R"(<h2 class="govuk-heading-m">Tệp đang chờ</h2><ul class="govuk-list">{}</ul>)",
                      Each(view.uploads, [&](const Upload& upload) {
                          const auto resource = std::ranges::find(view.resources, upload.resource, &Resource::id);
                          return Render(R"(<li><a class="govuk-link" href="{}">{}</a> · <span lang="vi">{}</span> · {}</li>)",
                                        UploadUrl(upload), web::Time(upload.made),
                                        resource == view.resources.end() ? upload.resource_title : resource->title,
                                        Say(UploadStateName(upload.state)));
                      }));
    });
    const auto withdraw = When(view.leader && view.dataset.state == DatasetState::published, [&] {
        return web::Details(
            Say("Rút khỏi danh mục"),
            web::PostForm(Url::Page("/can-bo/du-lieu/bo/" + ToText(view.dataset.id) + "/rut"),
                          Render("{}{}", web::TextArea({"ly_do", Say("Lý do"), {}, &view.faults, false}, view.typed_reason, 2),
                                 web::Button(Say("Rút"), web::ButtonKind::warning))));
    });
    return web::OfficerLayout(
        Say("{1}", view.dataset.title),
        Render(
            R"({}{}<h1 class="govuk-heading-l" lang="vi">{}</h1><p class="govuk-body">{} · <a class="govuk-link" href="{}">Sửa mô tả</a>{}</p>{}<h2 class="govuk-heading-m">Tải tệp lên</h2>{}{}{}<h2 class="govuk-heading-m">Lịch sử</h2>{}<ol class="ds-timeline">{}</ol>)",
            web::BackLink(Url::Page("/can-bo/du-lieu")), web::ErrorSummary(view.faults), view.dataset.title,
            StateTag(view.dataset.state), Url::Page("/can-bo/du-lieu/bo/" + ToText(view.dataset.id) + "/mo-ta"),
            When(view.dataset.state == DatasetState::published,
                 [&] {
                     return Render(R"( · <a class="govuk-link" href="{}">Xem trang công khai</a>)",
                                   Url::Page("/du-lieu/bo/" + view.dataset.slug));
                 }),
            uploads,
            web::PostForm(Url::Page("/can-bo/du-lieu/bo/" + ToText(view.dataset.id) + "/tep"),
                          Render("{}{}{}{}{}",
                                 web::FileInput({"tep",
                                                 Say("Tệp CSV, TSV, Excel (XLSX), JSON, GeoJSON, hoặc ZIP chứa một tệp như vậy"),
                                                 {},
                                                 &view.faults,
                                                 false},
                                                false),
                                 web::Select({"bang", Say("Là phiên bản mới của"), {}, &view.faults, false}, targets, ""),
                                 web::TextInput({"ten_bang", Say("Tên bảng, nếu là bảng mới"), {}, &view.faults, true}, ""),
                                 web::TextArea({"ghi_chu", Say("Có gì mới trong phiên bản này"), {}, &view.faults, true}, "", 2),
                                 web::Button(Say("Tải lên"))),
                          web::FormKind::multipart),
            PullSection(view), withdraw,
            When(view.events.empty(), [] { return Render(R"(<p class="govuk-body ds-muted">Chưa có việc gì.</p>)"); }),
            Each(view.events, [](const DatasetEvent& event) {
                return Render(R"(<li><h3>{}</h3><p class="govuk-body-s ds-muted">{} · {}</p></li>)",
                              web::SentenceWithNames(EventSentence(event)), web::Time(event.at), web::InVietnamese(event.actor));
            })));
}

Html UploadPage(const UploadView& view) {
    const auto& profile = view.profile;
    const auto returned = When(!view.upload.returned_because.empty(), [&] {
        return web::Banner(Say("Bị trả lại"), Render(R"(<p class="govuk-body" lang="vi">{}</p>)", view.upload.returned_because));
    });
    const auto unsure = When(!view.upload.encoding_sure, [] {
        return web::Banner(
            Say("Chưa rõ bảng mã"),
            Render(R"(<p class="govuk-body">Tệp không phải Unicode. Hãy chọn bảng mã mà các dòng đầu đọc được, rồi lưu.</p>)"));
    });
    return web::OfficerLayout(
        Say("Tệp dữ liệu"),
        Render(
            R"({}{}{}{}<h1 class="govuk-heading-l" lang="vi">{}</h1><p class="govuk-body"><span lang="vi">{}</span> · {} · {} · {}</p>{}{}{})",
            web::BackLink(DatasetUrl(view.dataset)), web::ErrorSummary(view.faults), returned, unsure, view.dataset.title,
            view.file_name, Say("{1} dòng", Number(profile.rows)),
            Say("{1} cột", Number(static_cast<std::int64_t>(profile.columns.size()))), Say(UploadStateName(view.upload.state)),
            When(!profile.oddities.empty(),
                 [&] {
                     return Render(R"(<ul class="govuk-list govuk-list--bullet">{}</ul>)",
                                   Each(profile.oddities,
                                        [](const OddityFound& found) { return Render("<li>{}</li>", OdditySentence(found)); }));
                 }),
            FirstRows(view),
            view.upload.state == UploadState::preparing ? PreparingForms(view)
            : view.upload.state == UploadState::review  ? ReviewForms(view)
                                                        : Html()));
}

}  // namespace dongson::open_data
