#include "modules/administration/pages/role_pages.h"

#include <algorithm>

#include "core/text.h"
#include "web/layout.h"
#include "web/table.h"

namespace dongson::administration {

using namespace web::short_names;
using identity::Capability;
using identity::RoleBook;
using identity::RoleEdition;

namespace {

constexpr char kPath[] = "/can-bo/quan-tri/vai-tro";

std::string PathOf(std::string_view role) {
    return std::string(kPath) + "/" + std::string(role);
}

// "one_stop" of "one_stop.receive".
std::string PartOf(std::string_view capability) {
    return std::string(capability.substr(0, capability.find('.')));
}

std::vector<std::string> PartsOf(const RoleBook& book) {
    std::vector<std::string> parts;
    for (const auto& capability : book.declared())
        if (const auto part = PartOf(capability.key); std::ranges::find(parts, part) == parts.end()) parts.push_back(part);
    return parts;
}

Html Given(const RoleBook& book, const std::vector<std::string>& capabilities) {
    return Render(R"(<ul class="govuk-list">{}</ul>)",
                  Each(capabilities, [&](const std::string& key) { return Render(R"(<li>{}</li>)", book.Declared(key).Now()); }));
}

Html Origin(const RoleBook& book, const identity::RoleDefinition& role, const std::vector<RoleEdition>& changed) {
    const auto found = std::ranges::find(changed, role.key, [](const auto& edition) { return edition.role.key; });
    if (found == changed.end() || found->as_shipped) return web::TextOf(Say("Như bản phát hành").Now());
    return Render(R"({}<br><span class="ds-muted">{}, {}</span>)",
                  web::TextOf(book.AsShipped(role.key) ? Say("Tỉnh đã sửa").Now() : Say("Của tỉnh").Now()),
                  web::InVietnamese(found->author_name), web::Day(found->made.LocalDate()));
}

Html KeyAndNames(const RoleView& view) {
    const auto key = view.is_new
                         ? web::TextInput({"khoa", Say("Khóa"), Say("Như ghi trong danh sách CSV: tap_su. Không đổi được về sau"),
                                           &view.faults, false},
                                          view.draft.key, {.width = "20"})
                         : Html{};
    return Render(R"({}{}{})", key, web::TextInput({"ten", Say("Tên vai trò"), {}, &view.faults, false}, view.draft.name.vi),
                  web::TextInput({"ten_tieng_anh", Say("Tên tiếng Anh"), {}, &view.faults, true}, view.draft.name.en));
}

Html Choices(const RoleView& view, const RoleBook& book) {
    return Each(PartsOf(book), [&](const std::string& part) {
        std::vector<web::Choice> choices;
        for (const auto& capability : book.declared())
            if (PartOf(capability.key) == part)
                choices.push_back({std::string(capability.key), std::string(capability.Now()), ""});
        return web::Checkboxes({"quyen_" + part, {book.PartName(part).Now(), {}}, {}, nullptr, false}, choices,
                               view.draft.capabilities);
    });
}

Html Fields(const RoleView& view, const RoleBook& book) {
    return Render(R"({}<h2 class="govuk-heading-m" id="quyen">Quyền</h2>{}{}{}{})", KeyAndNames(view), Choices(view, book),
                  web::TextInput({"ly_do", Say("Lý do"), Say("Được giữ trong lịch sử"), &view.faults, false}, view.draft.reason),
                  web::HiddenInput("phien_ban", std::to_string(view.draft.begun_from)), web::Button(Say("Lưu vai trò")));
}

web::Cells EditionCells(const RoleBook& book, const RoleEdition& edition) {
    return {std::to_string(edition.version),
            edition.as_shipped ? web::TextOf(Say("Như bản phát hành").Now()) : Given(book, edition.role.capabilities),
            web::InVietnamese(edition.reason),
            Render(R"({}<br>{})", web::InVietnamese(edition.author_name), web::Time(edition.made))};
}

Html Restore(const RoleView& view) {
    std::vector<web::Choice> versions;
    if (view.ships && !view.editions.front().as_shipped) versions.push_back({"0", Say("Như bản phát hành").Now(), ""});
    for (std::size_t at = 1; at < view.editions.size(); ++at) {
        const auto number = std::to_string(view.editions[at].version);
        versions.push_back({number, Say("Phiên bản {1}", number).Now(), ""});
    }
    if (versions.empty()) return {};
    return web::Details(
        Say("Trở lại phiên bản trước"),
        web::PostForm(Url::Page(PathOf(view.draft.key) + "/tro-lai"),
                      Render(R"({}{}{}{})", web::Select({"ve_phien_ban", Say("Phiên bản"), {}, nullptr, false}, versions, ""),
                             web::TextInput({"ly_do_tro_lai", Say("Lý do"), {}, &view.faults, false}, ""),
                             web::HiddenInput("phien_ban", std::to_string(view.draft.begun_from)),
                             web::Button(Say("Trở lại"), web::ButtonKind::warning))));
}

Html History(const RoleView& view, const RoleBook& book) {
    if (view.editions.empty()) return {};
    return Render(R"(<h2 class="govuk-heading-m">Lịch sử</h2>{}{})",
                  web::Table(Say("Lịch sử"),
                             {{Say("Phiên bản"), web::ColumnKind::name}, {Say("Quyền")}, {Say("Lý do")}, {Say("Người làm")}},
                             {.dense = false})
                      .Rows(view.editions, [&](const RoleEdition& edition) { return EditionCells(book, edition); })
                      .Done(),
                  Restore(view));
}

}  // namespace

std::string FieldOf(const Capability& capability) {
    return "quyen_" + PartOf(capability.key);
}

Html RolesPage(const RoleBook& book, const std::vector<RoleEdition>& changed) {
    return web::OfficerLayout(
        Say("Vai trò"),
        Render(
            R"({}<h1 class="govuk-heading-l">Vai trò</h1>
            <p class="govuk-body">Chức vụ nêu một vai trò; vai trò cho những quyền này trong đơn vị của chức vụ,
            quyền ghi “cả tỉnh” thì khắp tỉnh. Ai có chức vụ cũng đọc được hồ sơ và sổ sách của đơn vị mình.
            Sửa ở đây có hiệu lực ngay, với mọi người đang giữ vai trò ấy.</p><div class="govuk-button-group">{}</div>{})",
            web::BackLink(Url::Page("/can-bo/quan-tri")), web::LinkButton(Say("Thêm vai trò"), Url::Page(PathOf("moi"))),
            web::Table(Say("Vai trò"), {{Say("Vai trò"), web::ColumnKind::name}, {Say("Quyền")}, {Say("Nguồn")}},
                       {.dense = false})
                .Rows(book.roles(),
                      [&](const auto& role) {
                          return web::Cells{Render(R"(<a class="govuk-link" href="{}">{}</a><br>
                              <span class="ds-muted" translate="no">{}</span>)",
                                                   Url::Page(PathOf(role->key)), role->name.Now(), role->key),
                                            Given(book, role->capabilities), Origin(book, *role, changed)};
                      })
                .Done()));
}

Html RolePage(const RoleView& view, const RoleBook& book) {
    const auto title = view.is_new ? Say("Thêm vai trò") : Sentence{view.draft.name.Now(), {}};
    return web::OfficerLayout(
        title,
        Render(R"({}{}<h1 class="govuk-heading-l">{}</h1>{}{})", web::BackLink(Url::Page(kPath)), web::ErrorSummary(view.faults),
               title, web::PostForm(Url::Page(PathOf(view.is_new ? "moi" : view.draft.key)), Fields(view, book)),
               History(view, book)));
}

}  // namespace dongson::administration
