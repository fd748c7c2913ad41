#include "modules/administration/pages/definition_pages.h"

#include <algorithm>

#include "core/text.h"
#include "modules/administration/pages/archive_page.h"
#include "modules/administration/pages/difference_block.h"
#include "web/components.h"
#include "web/layout.h"
#include "web/table.h"

namespace dongson::administration {

using namespace web::short_names;
using definitions::Edition;
using definitions::Stage;
using definitions::Type;

namespace {

constexpr char kPath[] = "/can-bo/quan-tri/dinh-nghia";

web::TagColour ColourOf(Stage stage) {
    switch (stage) {
        case Stage::shipped:
            return web::TagColour::blue;
        case Stage::draft:
        case Stage::withdrawn:
            return web::TagColour::grey;
        case Stage::proposed:
            return web::TagColour::amber;
        case Stage::approved:
            return web::TagColour::green;
    }
    return web::TagColour::grey;
}

Html StageTag(const Edition& edition) {
    const auto* type = definitions::FindType(edition.type);
    const bool elsewhere = edition.Ships() && type != nullptr && type->elsewhere.base != nullptr;
    return web::Tag(elsewhere ? VersionName(edition) : Say(definitions::StageName(edition.stage)), ColourOf(edition.stage));
}

Html LinkTo(const Type& type, const Edition& edition) {
    return web::Link(VersionName(edition), Url::Page(PathOfEdition(type, edition)));
}

Html From(const Edition& edition) {
    return edition.Ships() ? web::TextOf("–") : web::Day(edition.valid_from);
}

// What is in force; said where the program brought another text since.
Html Holds(const TypeView& view, const Edition& edition) {
    const bool behind = std::ranges::find(view.shipped_since, edition.key) != view.shipped_since.end();
    return Render(R"({}{})", VersionName(edition), When(behind, [] {
                      return Render(R"(<br>{})", web::Tag(Say("Có bản mới kèm chương trình"), web::TagColour::amber));
                  }));
}

// Of a kind with thousands: a question, and what was found.
Html SearchOf(const TypeView& view) {
    if (view.type->elsewhere.find == nullptr) return {};
    const std::string key(view.type->key);
    const auto found = Each(view.found, [&](const definitions::FoundDefinition& each) {
        return Render(R"(<li>{} <span class="ds-muted">{}</span></li>)",
                      web::Link({each.key, {}}, Url::Page(PathOfDefinition(*view.type, each.key))), web::InVietnamese(each.name));
    });
    return Render(
        R"(<form class="ds-search" method="get" action="{}" role="search">{}<div class="govuk-form-group">
        <label class="govuk-label" for="q-{}">Tìm theo mã hay tên để sửa</label>
        <input class="govuk-input" id="q-{}" name="q" type="search" value="{}" autocomplete="off"></div>
        <button class="govuk-button" type="submit">Tìm</button></form>{}{})",
        Url::Page(kPath), web::HiddenInput("loai", key), key, key, view.asked,
        When(!view.asked.empty() && view.found.empty(), [] { return Render(R"(<p class="govuk-body">Không tìm thấy.</p>)"); }),
        When(!view.found.empty(), [&] { return Render(R"(<ul class="govuk-list">{}</ul>)", found); }));
}

// Where a whole list comes in.
Html ImportLink(const Type& type) {
    if (type.elsewhere.import_path.empty()) return {};
    return web::LinkButton(Say("So với danh mục mới"), Url::Page(std::string(type.elsewhere.import_path)),
                           web::ButtonKind::secondary);
}

// What holds today, and beside it what is to come.
web::Cells TypeCells(const TypeView& view, const Edition& edition) {
    const auto holds = std::ranges::find(view.in_force, edition.key, &Edition::key);
    const auto coming = Each(view.coming, [&](const Edition& each) {
        if (each.key != edition.key) return Html();
        return Render(R"(<p class="govuk-body-s">{} {}</p>)", LinkTo(*view.type, each), StageTag(each));
    });
    return {Render(R"(<a class="govuk-link" href="{}" translate="no">{}</a><br><span class="ds-muted">{}</span>)",
                   Url::Page(PathOfDefinition(*view.type, edition.key)), edition.key, view.type->about(edition.text)),
            holds == view.in_force.end() ? web::TextOf("–") : Holds(view, *holds), coming.empty() ? web::TextOf("–") : coming};
}

Html TypeTable(const TypeView& view) {
    auto keys = view.in_force;
    for (const auto& edition : view.coming)
        if (std::ranges::find(keys, edition.key, &Edition::key) == keys.end()) keys.push_back(edition);
    std::ranges::sort(keys, {}, &Edition::key);
    return web::Table(Say(view.type->name), {{Say("Khóa"), web::ColumnKind::name}, {Say("Đang áp dụng")}, {Say("Sắp tới")}})
        .Rows(keys, [&](const Edition& edition) { return TypeCells(view, edition); })
        .Done();
}

Html OrDash(const std::string& text) {
    return text.empty() ? web::TextOf("–") : web::InVietnamese(text);
}

web::Cells HistoryCells(const DefinitionView& view, const Edition& edition) {
    const bool holds = view.in_force && view.in_force->id == edition.id;
    return {Render(R"({}{})", LinkTo(*view.type, edition),
                   When(holds, [] { return Render(R"(<br><strong>Đang áp dụng</strong>)"); })),
            StageTag(edition),
            From(edition),
            Render(R"({}<br><span class="ds-muted">{}</span>)", web::InVietnamese(edition.author_name), web::Time(edition.made)),
            OrDash(edition.approver_name),
            OrDash(edition.reason)};
}

Html HistoryTable(const DefinitionView& view) {
    return web::Table(Say("Các phiên bản"), {{Say("Phiên bản"), web::ColumnKind::name},
                                             {Say("Tình trạng")},
                                             {Say("Từ ngày")},
                                             {Say("Người soạn")},
                                             {Say("Người phê duyệt")},
                                             {Say("Lý do")}})
        .Rows(view.history, [&](const Edition& edition) { return HistoryCells(view, edition); })
        .Done();
}

// What people call it: a key only where there are several.
std::string NameOf(const Type& type, const std::string& key) {
    return type.sole ? Say(type.name).Now() : key;
}

Html PreviewHint(const Type& type) {
    if (type.preview_hint.empty()) return {};
    return Render(R"(<p class="govuk-body-s">{}</p>)", Say(type.preview_hint));
}

// What is in force, as its readers see it.
Html InForceNow(const DefinitionView& view) {
    if (view.preview.empty()) return {};
    return Render(R"(<h2 class="govuk-heading-m">{}</h2>{}{})", Say(view.type->preview_name), PreviewHint(*view.type),
                  view.preview);
}

Html Events(const DefinitionView& view) {
    if (view.events.empty()) return {};
    return Render(R"(<h2 class="govuk-heading-m">Các việc đã làm</h2>{})",
                  web::Table(Say("Các việc đã làm"),
                             {{Say("Lúc"), web::ColumnKind::nowrap}, {Say("Việc")}, {Say("Người làm")}, {Say("Lý do")}})
                      .Rows(view.events,
                            [](const definitions::EditionEvent& event) {
                                return web::Cells{web::Time(event.at),
                                                  Render(R"({}: {})", Say("Phiên bản {1}", std::to_string(event.version)),
                                                         Say(definitions::StageName(event.became))),
                                                  web::InVietnamese(event.by_name), OrDash(event.reason)};
                            })
                      .Done());
}

// What the program brought behind the province's own back, and what it changed in its text.
Html ShippedSince(const DefinitionView& view) {
    if (!view.shipped_since) return {};
    return web::Banner(Say("Chương trình vừa mang theo bản mới"),
                       Render(
                           R"(<p class="govuk-body">Bản của tỉnh vẫn áp dụng.
            Dưới đây là chỗ bản kèm chương trình vừa đổi (<a class="govuk-link" href="{}">xem cả bản ấy</a>).
            Cần theo chỗ nào thì soạn phiên bản mới; phiên bản ấy được phê duyệt thì lời báo này hết.</p>{})",
                           Url::Page(PathOfEdition(*view.type, *view.shipped_since)), DifferenceBlock(view.shipped_changes)));
}

Html ActForm(const EditionView& view, std::string_view act, const Html& fields, const Html& button) {
    return web::PostForm(Url::Page(PathOfEdition(*view.type, view.edition) + "/" + std::string(act)),
                         Render(R"({}{})", fields, button));
}

Html WithdrawalWaits(const identity::Proposal& proposal) {
    return Render(R"(<p class="govuk-body">{} {}</p>)",
                  web::SentenceWithNames(Say("{1} đề nghị rút phiên bản này lúc {2}, lý do: {3}.", proposal.by.name,
                                             proposal.at.Local(), proposal.act.reason)),
                  web::Link(Say("Xem và quyết định"), Url::Page("/can-bo/quan-tri/cho-xac-nhan")));
}

Html Acts(const EditionView& view) {
    const auto& edition = view.edition;
    const auto reason = web::TextInput({"ly_do", Say("Lý do"), {}, &view.faults, false}, "");
    Html acts;
    if (edition.stage == Stage::draft) acts += ActForm(view, "de-nghi", {}, web::Button(Say("Đề nghị phê duyệt")));
    if (edition.stage == Stage::proposed)
        acts += edition.author == view.reader ? Render(R"(<p class="govuk-body">Chờ một người quản trị khác phê duyệt.</p>)")
                                              : ActForm(view, "phe-duyet", {}, web::Button(Say("Phê duyệt")));
    if (view.withdrawal) {
        acts += WithdrawalWaits(*view.withdrawal);
        return acts;
    }
    const bool approved = edition.stage == Stage::approved;
    const auto hint = When(approved, [] {
        return web::Paragraph(
            Say("Phiên bản đã phê duyệt thì một người quản trị khác xác nhận việc rút; đến lúc ấy nó vẫn áp dụng."));
    });
    if (!edition.Ships() && edition.stage != Stage::withdrawn)
        acts += web::Details(Say("Rút phiên bản này"),
                             ActForm(view, "rut", Render(R"({}{})", hint, reason),
                                     web::Button(approved ? Say("Đề nghị rút") : Say("Rút"), web::ButtonKind::warning)));
    return acts;
}

Html Effects(const EditionView& view) {
    if (view.effects.empty() && view.tried.empty()) return {};
    const auto effects = When(!view.effects.empty(), [&] {
        return Render(
            R"(<ul class="govuk-list govuk-list--bullet">{}</ul>)",
            Each(view.effects, [](const definitions::Effect& effect) { return Render(R"(<li>{}</li>)", effect.what); }));
    });
    return Render(R"(<h2 class="govuk-heading-m">Khi áp dụng</h2>{}{})", effects, view.tried);
}

// To what runs by it, and to what is over.
Html RunningLinks(const EditionView& view) {
    const auto& runs = view.type->runs;
    const auto path = PathOfEdition(*view.type, view.edition);
    return Render(R"({}{})",
                  When(runs.replayed != nullptr,
                       [&] {
                           return web::LinkButton(Say("Chạy lại trên hồ sơ đã xong"), Url::Page(path + "/chay-lai"),
                                                  web::ButtonKind::secondary);
                       }),
                  When(runs.others != nullptr && view.in_force, [&] {
                      return web::LinkButton(Say("Chuyển hồ sơ đang giải quyết"), Url::Page(path + "/chuyen"),
                                             web::ButtonKind::secondary);
                  }));
}

// Beside words that say the same: whoever does not see it misses nothing.
Html Picture(const Type& type, const Edition& edition) {
    if (type.picture == nullptr) return {};
    return Render(
        R"(<h2 class="govuk-heading-m">Hình quy trình</h2><figure class="ds-process-picture"><img src="{}" alt="{}"></figure>)",
        Url::Local(PathOfEdition(type, edition) + "/hinh.svg"),
        Say("Hình của quy trình {1}. “{2}” nói cùng điều ấy bằng chữ.", type.about(edition.text), Say(type.preview_name).Now()));
}

Html Summary(const EditionView& view) {
    const auto& edition = view.edition;
    std::vector<web::Row> rows{{Say("Tình trạng"), StageTag(edition), {}},
                               {Say("Từ ngày"), From(edition), {}},
                               {Say("Người soạn"), web::InVietnamese(edition.author_name), {}}};
    if (!edition.approver_name.empty()) rows.push_back({Say("Người phê duyệt"), web::InVietnamese(edition.approver_name), {}});
    if (!edition.reason.empty()) rows.push_back({Say("Lý do"), web::InVietnamese(edition.reason), {}});
    return web::SummaryList(rows);
}

Html Compared(const EditionView& view) {
    if (!view.compared) return {};
    const auto in_words = When(!view.changes.empty(), [&] {
        return Render(R"(<ul class="govuk-list govuk-list--bullet">{}</ul>)",
                      Each(view.changes, [](const Sentence& change) { return Render(R"(<li>{}</li>)", change); }));
    });
    return Render(R"(<h2 class="govuk-heading-m">Khác với: {}</h2>{}{})", LinkTo(*view.type, *view.compared), in_words,
                  DifferenceBlock(view.difference));
}

Html KeyInput(const EditView& view) {
    return When(view.is_new, [&] {
        const auto& elsewhere = view.type->elsewhere;
        const auto hint = elsewhere.key_hint == nullptr ? Say("Chữ thường không dấu, ví dụ ho_tro_nha_o") : elsewhere.key_hint();
        return web::TextInput({"khoa", elsewhere.key_hint == nullptr ? Say("Khóa") : Say("Mã"), hint, &view.faults, false},
                              view.draft.key, {.width = "20"});
    });
}

Html TextOf(const EditView& view) {
    constexpr int kRows = 24;
    return Render(
        R"({}<div class="govuk-form-group">
        <label class="govuk-label" for="tep">Hoặc tải tệp lên (thay cho nội dung ở trên)</label>
        <input class="govuk-file-upload" id="tep" name="tep" type="file" accept=".yaml,.yml,.txt"></div>)",
        web::TextArea({"noi_dung", view.fields.empty() ? Say("Nội dung") : Say("YAML"),
                       view.fields.empty() ? Sentence{} : Say("Sửa ở đây rồi bấm “Kiểm tra và xem thử”: các ô đổi theo."),
                       &view.faults, false},
                      view.draft.text, kRows));
}

Html DecisionFields(const EditView& view) {
    return Render(R"({}{}<button class="govuk-button" type="submit" name="viec" value="luu">Lưu bản nháp</button>)",
                  web::TextInput({"tu_ngay", Say("Có hiệu lực từ ngày"), Say("Viết như 29/8/2026"), &view.faults, false},
                                 view.day, {.width = "10"}),
                  web::TextInput({"ly_do", Say("Lý do"), Say("Ví dụ: theo Quyết định 12/2026/QĐ-UBND"), &view.faults, false},
                                 view.draft.reason));
}

// Fields on the left, what they make on the right: as its readers see it, and as text.
Html EditFields(const EditView& view) {
    const auto version = web::HiddenInput("phien_ban", std::to_string(view.draft.begun_from));
    if (view.fields.empty()) return Render(R"({}{}{}{})", version, KeyInput(view), TextOf(view), DecisionFields(view));
    const auto preview = view.preview.empty()
                             ? Render(R"(<p class="govuk-body">Bản xem thử hiện ra khi không còn chỗ nào cần sửa.</p>)")
                             : Render(R"({}{})", PreviewHint(*view.type), view.preview);
    return Render(
        R"({}<div class="ds-two"><div>{}{}<h2 class="govuk-heading-m">Lưu</h2>{}</div>
        <div><h2 class="govuk-heading-m">{}</h2><div class="ds-editor__preview">{}</div>{}</div></div>)",
        version, KeyInput(view), view.fields, DecisionFields(view), Say(view.type->preview_name), preview, TextOf(view));
}

}  // namespace

Sentence VersionName(const Edition& edition) {
    const auto* type = definitions::FindType(edition.type);
    if (edition.Ships() && type != nullptr && !type->elsewhere.name.empty()) return Say(type->elsewhere.name);
    return edition.Ships() ? Say("Bản kèm chương trình") : Say("Phiên bản {1}", std::to_string(edition.version));
}

std::string PathOfType(const Type& type) {
    return std::string(kPath) + "/" + std::string(type.key);
}

std::string PathOfDefinition(const Type& type, const std::string& key) {
    return PathOfType(type) + "/" + key;
}

std::string PathOfEdition(const Type& type, const Edition& edition) {
    return PathOfDefinition(type, edition.key) + "/phien-ban/" + ToText(edition.id);
}

Html DefinitionsPage(const std::vector<TypeView>& types) {
    // What was looked for comes first.
    std::vector<const TypeView*> shown;
    for (const auto& view : types) shown.push_back(&view);
    std::ranges::stable_partition(shown, [](const TypeView* view) { return !view->asked.empty(); });
    const auto jumps = Each(shown, [](const TypeView* view) {
        return Render(R"(<li>{}</li>)", web::Link(Say(view->type->name), Url::Local("#loai-" + std::string(view->type->key))));
    });
    const auto tables = Each(shown, [](const TypeView* each) {
        const auto& view = *each;
        return Render(R"(<h2 class="govuk-heading-m" id="loai-{}">{}</h2><div class="govuk-button-group">{}{}</div>{}{})",
                      std::string(view.type->key), Say(view.type->name),
                      When(!view.type->sole,
                           [&] {
                               return web::LinkButton(Say("Thêm mới"), Url::Page(PathOfType(*view.type) + "/tao-moi"),
                                                      web::ButtonKind::secondary);
                           }),
                      ImportLink(*view.type), SearchOf(view), TypeTable(view));
    });
    return web::OfficerLayout(
        Say("Định nghĩa"),
        Render(
            R"({}<h1 class="govuk-heading-l">Định nghĩa</h1>
            <p class="govuk-body">Nội dung tỉnh sửa được mà không cần bản chương trình mới: một người soạn,
            một người khác phê duyệt, áp dụng từ ngày đã định.</p><p class="govuk-body">{}</p>
            <ul class="govuk-list">{}</ul>{})",
            web::BackLink(Url::Page("/can-bo/quan-tri")),
            web::Link(Say("Tải về hoặc đưa trở lại tất cả thành một tệp"), Url::Page(kArchivePath)), jumps, tables));
}

Html DefinitionPage(const DefinitionView& view) {
    return web::OfficerLayout(
        {NameOf(*view.type, view.key), {}},
        Render(
            R"({}<span class="govuk-caption-l">{}</span><h1 class="govuk-heading-l" translate="no">{}</h1>{}{}
            <div class="govuk-button-group">{}{}</div>{}{}{}
            <h2 class="govuk-heading-m">Các phiên bản</h2>{}{})",
            web::BackLink(Url::Page(kPath)), view.type->sole ? Say("Định nghĩa") : Say(view.type->name),
            NameOf(*view.type, view.key), ShippedSince(view),
            When((view.type->copied || view.type->elsewhere.base != nullptr) && view.in_force,
                 [&] { return Render(R"(<p class="govuk-body-l">{}</p>)", view.type->about(view.in_force->text)); }),
            web::LinkButton(Say("Soạn phiên bản mới"), Url::Page(PathOfDefinition(*view.type, view.key) + "/sua")),
            When(view.type->copied && view.in_force,
                 [&] {
                     return web::LinkButton(Say("Chép thành quy trình mới"),
                                            Url::Page(PathOfType(*view.type) + "/tao-moi").With("theo", view.key),
                                            web::ButtonKind::secondary);
                 }),
            view.used, When(view.in_force.has_value(), [&] { return Picture(*view.type, *view.in_force); }), InForceNow(view),
            HistoryTable(view), Events(view)));
}

Html EditionPage(const EditionView& view) {
    const auto& edition = view.edition;
    const auto path = PathOfEdition(*view.type, edition);
    return web::OfficerLayout(
        VersionName(edition),
        Render(
            R"({}{}<span class="govuk-caption-l" translate="no">{}</span><h1 class="govuk-heading-l">{}</h1>{}
            <div class="govuk-button-group">{}{}{}{}</div>{}{}{}{}<h2 class="govuk-heading-m">Toàn văn</h2>
            <pre class="ds-log" translate="no" lang="vi" tabindex="0">{}</pre>)",
            web::BackLink(Url::Page(PathOfDefinition(*view.type, edition.key))), web::ErrorSummary(view.faults),
            NameOf(*view.type, edition.key), VersionName(edition), Summary(view),
            web::LinkButton(Say(view.type->preview_name), Url::Page(path + "/xem"), web::ButtonKind::secondary),
            web::LinkButton(Say("Tải về"), Url::Local(path + "/tai"), web::ButtonKind::secondary),
            web::LinkButton(Say("Soạn lại từ bản này"),
                            Url::Page(PathOfDefinition(*view.type, edition.key) + "/sua").With("tu", ToText(edition.id)),
                            web::ButtonKind::secondary),
            RunningLinks(view), Effects(view), Acts(view), Picture(*view.type, edition), Compared(view), edition.text));
}

Html EditPage(const EditView& view) {
    const auto path = view.is_new ? PathOfType(*view.type) + "/tao-moi" : PathOfDefinition(*view.type, view.draft.key) + "/sua";
    const auto clash = When(!view.clash.empty(), [&] {
        return Render(R"(<h2 class="govuk-heading-m">Bản vừa lưu khác với bản của bạn ở các dòng này</h2>{})",
                      DifferenceBlock(view.clash));
    });
    return web::OfficerLayout(
        view.is_new ? Say("Thêm mới") : Say("Soạn phiên bản mới"),
        Render(R"({}{}<span class="govuk-caption-l">{}</span><h1 class="govuk-heading-l">{}</h1>{}{})",
               web::BackLink(Url::Page(view.is_new ? kPath : PathOfDefinition(*view.type, view.draft.key))),
               web::ErrorSummary(view.faults), Say(view.type->name),
               view.is_new       ? Say("Thêm mới")
               : view.type->sole ? Say("Soạn phiên bản mới")
                                 : Say("Soạn phiên bản mới: {1}", view.draft.key),
               clash, web::PostForm(Url::Page(path + "#dang-sua"), EditFields(view), web::FormKind::multipart)));
}

Html PreviewPage(const Type& type, const Edition& edition) {
    return web::OfficerLayout(
        Say(type.preview_name),
        Render(R"({}<span class="govuk-caption-l" translate="no">{}</span><h1 class="govuk-heading-l">{}</h1>{}{})",
               web::BackLink(Url::Page(PathOfEdition(type, edition))), NameOf(type, edition.key), Say(type.preview_name),
               PreviewHint(type), type.preview(edition.text)));
}

}  // namespace dongson::administration
