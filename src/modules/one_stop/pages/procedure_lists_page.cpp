#include "modules/one_stop/pages/procedure_lists_page.h"

#include "core/text.h"
#include "modules/one_stop/domain/procedure_changes.h"
#include "web/components.h"
#include "web/layout.h"
#include "web/table.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

std::string PathOf(const ProcedureListing& list) {
    return std::string(kListsPath) + "/" + ToText(list.id);
}

Html KindTag(DifferenceKind kind) {
    return web::Tag(Say(DifferenceName(kind)), kind == DifferenceKind::added     ? web::TagColour::green
                                               : kind == DifferenceKind::changed ? web::TagColour::amber
                                                                                 : web::TagColour::grey);
}

Html Words(const ProcedureSheet& sheet, const std::string& part) {
    constexpr std::size_t kShort = 600;
    const auto words = PartInWords(sheet, part);
    if (words.empty()) return web::TextOf("–");
    return Render(R"(<span class="ds-lines">{}</span>)", web::InVietnamese(Shorten(words, kShort)));
}

web::Cells PartCells(const DifferenceView& view, const ChangedPart& part) {
    const auto own = When(part.own, [] { return Render(R"(<br>{})", web::Tag(Say("Tỉnh đã sửa: giữ"), web::TagColour::blue)); });
    return {Render(R"({}{})", Say(PartLabel(part.part)), own), Words(view.before, part.part), Words(view.now, part.part),
            Words(view.then, part.part)};
}

Html Parts(const DifferenceView& view) {
    if (view.difference.kind == DifferenceKind::abolished)
        return Render(
            R"(<p class="govuk-body-s">Danh mục mới không còn thủ tục này. Nhận thì thủ tục ẩn khỏi cổng;
               hồ sơ đang giải quyết không đổi.</p>)");
    if (view.difference.kind == DifferenceKind::added)
        return web::Details(Say("Xem nội dung"), Render(R"(<pre class="ds-log" translate="no" lang="vi" tabindex="0">{}</pre>)",
                                                        view.difference.text));
    return web::Table(
               Say("Các phần khác nhau"),
               {{Say("Phần"), web::ColumnKind::name}, {Say("Danh mục trước")}, {Say("Đang áp dụng")}, {Say("Danh mục mới")}})
        .Rows(view.difference.parts, [&](const ChangedPart& part) { return PartCells(view, part); })
        .Done();
}

Html Decision(const ProcedureDifference& difference) {
    if (difference.decision.empty()) return {};
    const auto words = difference.decision == "left" ? Say("Để lại") : Say("Đã nhận");
    const auto stage = difference.stage.empty() ? definitions::Stage::draft : definitions::ParseStage(difference.stage);
    return Render(
        R"({} {} <span class="ds-muted">{}</span>)", web::Tag(words, web::TagColour::blue),
        When(!difference.stage.empty(),
             [&] {
                 return web::Link(Say(definitions::StageName(stage)),
                                  Url::Page("/can-bo/quan-tri/dinh-nghia/procedure/" + difference.code + "/phien-ban/" +
                                            ToText(difference.edition)));
             }),
        Render(R"({}{}{})", web::InVietnamese(difference.decided_by),
               When(difference.decided.has_value(), [&] { return Render(R"(, {})", web::Time(*difference.decided)); }),
               When(!difference.reason.empty(), [&] { return Render(R"(: {})", web::InVietnamese(difference.reason)); })));
}

Html Row(const DifferenceView& view) {
    const auto& difference = view.difference;
    const auto box = When(difference.decision.empty(), [&] {
        return Render(
            R"(<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item">
            <input class="govuk-checkboxes__input" id="ma-{}" name="ma" type="checkbox" value="{}">
            <label class="govuk-label govuk-checkboxes__label" for="ma-{}">Chọn <span class="govuk-visually-hidden">{}</span></label>
            </div></div>)",
            difference.code, difference.code, difference.code, difference.code);
    });
    return Render(
        R"(<li class="ds-editor__row"><div class="ds-editor__head"><span>{} <strong translate="no">{}</strong> {}
        <br><span class="ds-muted">{}</span></span>{}{}</div>{}</li>)",
        KindTag(difference.kind), difference.code, web::InVietnamese(difference.name), web::InVietnamese(difference.domain), box,
        Decision(difference), Parts(view));
}

Url Asked(const ProcedureListView& view, std::string_view name, const std::string& value) {
    const auto of = [&](std::string_view each, const std::string& now) { return each == name ? value : now; };
    return Url::Page(PathOf(view.list))
        .With("loai", of("loai", view.kind))
        .With("linh-vuc", of("linh-vuc", view.domain))
        .With("quyet-dinh", of("quyet-dinh", view.decision));
}

Html Filter(const ProcedureListView& view) {
    std::vector<web::Choice> kinds{{"", Say("Mọi loại").Now(), ""}}, domains{{"", Say("Mọi lĩnh vực").Now(), ""}};
    for (const auto kind : {DifferenceKind::added, DifferenceKind::changed, DifferenceKind::abolished}) {
        const std::string word(DifferenceWord(kind));
        const auto found = view.kinds.find(word);
        kinds.push_back(
            {word, Say(DifferenceName(kind)).Now() + " (" + Number(found == view.kinds.end() ? 0 : found->second) + ")", ""});
    }
    for (const auto& [name, count] : view.domains) domains.push_back({name, name + " (" + Number(count) + ")", ""});
    return Render(
        R"(<form method="get" action="{}" class="ds-editor__pair">{}{}{}
        <button class="govuk-button govuk-button--secondary" type="submit">Lọc</button></form>)",
        Url::Page(PathOf(view.list)), web::Select({"loai", Say("Loại"), {}, nullptr, false}, kinds, view.kind),
        web::Select({"linh-vuc", Say("Lĩnh vực"), {}, nullptr, false}, domains, view.domain),
        web::Select({"quyet-dinh", Say("Quyết định"), {}, nullptr, false},
                    {{"cho", Say("Chưa quyết định").Now(), ""},
                     {"taken", Say("Đã nhận").Now(), ""},
                     {"left", Say("Để lại").Now(), ""},
                     {"tat-ca", Say("Tất cả").Now(), ""}},
                    view.decision));
}

Html ActButton(const Sentence& text, const std::string& act) {
    return Render(R"(<button class="govuk-button govuk-button--secondary" type="submit" name="viec" value="{}">{}</button>)", act,
                  text);
}

Html DecideFields(const ProcedureListView& view) {
    return Render(
        R"(<div class="ds-editor__section">{}{}<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item">
        <input class="govuk-checkboxes__input" id="ca-phan" name="ca-phan" type="checkbox" value="co">
        <label class="govuk-label govuk-checkboxes__label" for="ca-phan">
        Lấy cả những phần tỉnh đã sửa theo danh mục mới</label>
        </div></div><div class="govuk-button-group">{}{}{}{}</div></div>)",
        web::TextInput({"tu_ngay", Say("Có hiệu lực từ ngày"), Say("Viết như 29/8/2026"), &view.faults, false}, view.day,
                       {.width = "10"}),
        web::TextInput({"ly_do", Say("Lý do"), Say("Ví dụ: theo Quyết định 12/2026/QĐ-UBND"), &view.faults, false}, view.reason),
        ActButton(Say("Nhận những dòng đã chọn"), "nhan"), ActButton(Say("Để lại những dòng đã chọn"), "de-lai"),
        ActButton(Say("Nhận cả {1} dòng theo bộ lọc", Number(view.found)), "nhan-het"),
        ActButton(Say("Để lại cả {1} dòng theo bộ lọc", Number(view.found)), "de-lai-het"));
}

Html Approving(const ProcedureListView& view) {
    if (view.to_approve == 0) return {};
    // Who approves has them on the page.
    if (view.decision != "taken" || !view.kind.empty() || !view.domain.empty())
        return Render(
            R"(<div class="govuk-inset-text"><p class="govuk-body">{} <a class="govuk-link" href="{}">Xem và phê duyệt</a></p></div>)",
            Say("{1} thủ tục đã nhận đang chờ người thứ hai phê duyệt.", Number(view.to_approve)),
            Url::Page(PathOf(view.list)).With("quyet-dinh", "taken"));
    return Render(R"(<div class="govuk-inset-text"><p class="govuk-body">{}</p>{}</div>)",
                  Say("{1} thủ tục đã nhận đang chờ người thứ hai phê duyệt.", Number(view.to_approve)),
                  web::PostForm(Url::Page(PathOf(view.list) + "/phe-duyet"),
                                Render(R"({}{}{})", web::HiddenInput("da_xem", view.mark),
                                       web::TextInput({"ly_do_duyet", Say("Ý kiến"), {}, nullptr, true}, ""),
                                       web::Button(Say("Phê duyệt tất cả")))));
}

}  // namespace

Html ProcedureListsPage(const std::vector<ProcedureListing>& lists, const Refusals& faults) {
    const auto rows = Each(lists, [](const ProcedureListing& list) {
        return Render(R"(<li>{} <span class="ds-muted">{}, {} · {}</span></li>)",
                      web::Link({list.name, {}}, Url::Page(PathOf(list))), web::Time(list.made), web::InVietnamese(list.by_name),
                      Say("{1} thủ tục", Number(list.procedures)));
    });
    const auto left = web::Link(Say("Những dòng đã để lại"), Url::Page(kLeftPath));
    return web::OfficerLayout(
        Say("So với danh mục mới"),
        Render(
            R"({}{}<h1 class="govuk-heading-l">So với danh mục mới</h1>
            <p class="govuk-body">Tải danh mục thủ tục lên (mỗi dòng một thủ tục, dạng JSON). Chưa có gì
            thay đổi: trang sau nêu thủ tục mới, thay đổi, bãi bỏ để nhận hay để lại từng dòng;
            người thứ hai phê duyệt những gì đã nhận.</p><p class="govuk-body">{}</p>{}{}{})",
            web::BackLink(Url::Page("/can-bo/quan-tri/dinh-nghia")), web::ErrorSummary(faults), left,
            web::PostForm(
                Url::Page(kListsPath),
                Render(R"({}<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item">
                <input class="govuk-checkboxes__input" id="chi-dong-tot" name="chi-dong-tot" type="checkbox" value="co">
                <label class="govuk-label govuk-checkboxes__label" for="chi-dong-tot">
                Bỏ qua những dòng không đọc được</label></div></div>{})",
                       web::FileInput({"tep", Say("Tệp danh mục"), {}, &faults, false}, false), web::Button(Say("So sánh"))),
                web::FormKind::multipart),
            When(!lists.empty(), [] { return Render(R"(<h2 class="govuk-heading-m">Những lần trước</h2>)"); }),
            When(!lists.empty(), [&] { return Render(R"(<ul class="govuk-list">{}</ul>)", rows); })));
}

Html ProcedureListPage(const ProcedureListView& view) {
    const auto told = When(!view.told.empty(), [&] {
        return Render(R"(<div class="govuk-inset-text" role="status">{}</div>)", web::Bullets(view.told));
    });
    const bool waits = view.decision == "cho";
    const auto rows = view.rows.empty() ? Render(R"(<p class="govuk-body">Không có dòng nào.</p>)")
                                        : Render(R"(<ol class="govuk-list ds-editor__rows">{}</ol>)", Each(view.rows, Row));
    return web::OfficerLayout(
        Say("Khác với danh mục mới"),
        Render(
            R"({}{}<span class="govuk-caption-l">{}</span><h1 class="govuk-heading-l">Khác với danh mục mới</h1>{}{}{}
            <p class="govuk-body">{}</p>{}{})",
            web::BackLink(Url::Page(kListsPath)), web::ErrorSummary(view.faults), web::InVietnamese(view.list.name), told,
            Approving(view), Filter(view), Say("{1} dòng", Number(view.found)),
            waits && view.found > 0 ? web::PostForm(Asked(view, "", ""), Render(R"({}{})", DecideFields(view), rows)) : rows,
            web::Pages(Asked(view, "", ""), view.page, view.pages)));
}

}  // namespace dongson::one_stop
