#include "modules/administration/pages/people_page.h"

#include <algorithm>

#include "core/text.h"
#include "web/layout.h"
#include "web/table.h"

namespace dongson::administration {

using namespace web::short_names;

namespace {

constexpr char kPath[] = "/can-bo/quan-tri";

std::string PathOf(AccountId account) {
    return std::string(kPath) + "/nguoi/" + ToText(account);
}

Html StateTag(bool disabled, bool has_password) {
    if (disabled) return web::Tag(Say("Ngừng dùng"), web::TagColour::grey);
    return has_password ? web::Tag(Say("Đang dùng"), web::TagColour::green)
                        : web::Tag(Say("Chờ kích hoạt"), web::TagColour::amber);
}

web::Cells PersonCells(const PersonLine& line) {
    return {Render(R"(<a class="govuk-link" href="{}" translate="no">{}</a>)", Url::Page(PathOf(line.officer.id)),
                   line.officer.login),
            web::InVietnamese(line.officer.name),
            line.posts.empty() ? web::TextOf(Say("Không giữ chức vụ nào").Now()) : web::InVietnamese(Join(line.posts, "; ")),
            StateTag(line.officer.disabled.has_value(), line.officer.has_password)};
}

std::vector<web::Choice> RoleChoices() {
    std::vector<web::Choice> choices;
    for (const auto& role : identity::RolesNow()->roles()) choices.push_back({role->key, role->name.Now(), ""});
    return choices;
}

Html PostFields(const PostForm& post, const Refusals& faults) {
    const web::InputOptions day{.width = "10"};
    return Render(
        R"({}{}{}{}{}{}{})",
        web::TextInput({"don_vi", Say("Đơn vị"), Say("Tên, mã định danh (H56.14) hoặc khóa của đơn vị"), &faults, false},
                       post.unit),
        web::Select({"vai_tro", Say("Vai trò"), {}, &faults, false}, RoleChoices(), post.role),
        web::TextInput({"chuc_vu", Say("Chức vụ"), Say("Như ghi trên giấy tờ; bỏ trống thì lấy tên vai trò"), &faults, true},
                       post.position),
        web::TextInput({"tu_ngay", Say("Từ ngày"), Say("Viết như 29/8/2026; bỏ trống: từ hôm nay"), &faults, true}, post.from,
                       day),
        web::TextInput({"den_ngay", Say("Đến hết ngày"), Say("Bỏ trống: chưa định"), &faults, true}, post.until, day),
        When(
            post.has_second,
            [&] {
                const auto hint = Say(
                    "Cần khi vai trò ký duyệt, quản trị, duyệt tiền hoặc xác minh người: người quản trị thứ hai đọc rồi xác nhận");
                return web::TextInput({"ly_do_viec", Say("Lý do"), hint, &faults, true}, post.reason);
            }),
        When(!post.has_second,
             [] { return Render(R"(<div class="govuk-inset-text"><p class="govuk-body">{}</p></div>)", OnlyAdministrator()); }));
}

Html Reason(const Refusals* faults) {
    return web::TextInput({"ly_do", Say("Lý do"), {}, faults, false}, "");
}

Html DayOr(const std::optional<Date>& day, const Sentence& otherwise) {
    return day ? web::Day(*day) : Render(R"(<span class="ds-muted">{}</span>)", otherwise);
}

// Said before it happens: afterwards nobody signs there.
Html LeavesNobody(const PersonView& view, const std::vector<UnitId>& of) {
    std::vector<std::string> names;
    for (const auto& [unit, name] : view.only_signer)
        if (of.empty() || std::ranges::find(of, unit) != of.end()) names.push_back(name);
    if (names.empty()) return {};
    return Render(R"(<p class="govuk-body"><strong class="ds-late">{}</strong></p>)", NobodySigns(names));
}

web::Cells PostCells(const PersonView& view, const identity::Appointment& post, const organisation::Units& units) {
    const bool over = post.until && *post.until < view.today;
    const auto end = When(!over, [&] {
        return web::Details(
            Say("Kết thúc"),
            web::PostForm(Url::Page(PathOf(view.account.id) + "/viec/" + ToText(post.id) + "/ket-thuc"),
                          Render(R"({}{}{}{})", LeavesNobody(view, {post.unit}),
                                 web::TextInput({"ngay_cuoi", Say("Ngày cuối"), Say("Viết như 29/8/2026"), nullptr, false},
                                                view.today.Spoken(), {.width = "10"}),
                                 Reason(nullptr), web::Button(Say("Kết thúc chức vụ"), web::ButtonKind::warning))));
    });
    return {Render(R"({}{})", web::InVietnamese(post.position),
                   When(post.position != post.role.name().vi,
                        [&] { return Render(R"(<br><span class="ds-muted">{}</span>)", post.role.name().Now()); })),
            web::InVietnamese(units.NameOf(post.unit)),
            Render(R"({} – {})", DayOr(post.from, Say("không rõ")), DayOr(post.until, Say("chưa định"))), end};
}

Html Posts(const PersonView& view, const organisation::Units& units) {
    if (view.posts.empty()) return Render(R"(<p class="govuk-body">Chưa giữ chức vụ nào.</p>)");
    return web::Table(Say("Chức vụ"),
                      {{Say("Chức vụ")}, {Say("Đơn vị")}, {Say("Thời gian")}, {Say("Việc"), web::ColumnKind::text, true}},
                      {.dense = false})
        .Rows(view.posts, [&](const auto& post) { return PostCells(view, post.held, units); })
        .Done();
}

Html History(const PersonView& view) {
    if (view.events.empty())
        return Render(
            R"(<h2 class="govuk-heading-m">Lịch sử</h2><p class="govuk-body">Tài khoản này có từ trước khi lịch sử được ghi.</p>)");
    return Render(
        R"(<h2 class="govuk-heading-m">Lịch sử</h2>{})",
        web::Table(Say("Lịch sử"), {{Say("Lúc"), web::ColumnKind::nowrap}, {Say("Việc")}, {Say("Nội dung")}, {Say("Người làm")}},
                   {.dense = false})
            .Rows(view.events,
                  [](const identity::AccountEvent& event) {
                      return web::Cells{web::Time(event.at), Say(EventName(event.event)), web::InVietnamese(event.detail),
                                        web::InVietnamese(event.by)};
                  })
            .Done());
}

web::Cells WorkCells(const workflow::HeldWork& each, const organisation::Units& units) {
    return {
        Render(R"(<span translate="no">{}</span>)", each.reference), web::InVietnamese(each.title), std::string(each.state.Now()),
        web::InVietnamese(units.NameOf(each.unit)),
        each.nearest == kNever ? Render(R"(<span class="ds-muted">Không có hạn</span>)") : web::Day(each.nearest.LocalDate())};
}

// Everything they hold, and the way to give it to somebody else, a unit at a time: who may have it is of that unit.
Html Work(const PersonView& view, const organisation::Units& units) {
    std::vector<UnitId> of;
    for (const auto& each : view.work)
        if (of.empty() || of.back() != each.unit) of.push_back(each.unit);
    const auto give = Each(of, [&](UnitId unit) {
        return web::LinkButton(Say("Giao lại việc ở {1}", units.NameOf(unit)),
                               Url::Page("/can-bo/chia-viec").With("don_vi", ToText(unit)).With("cua", ToText(view.account.id)),
                               web::ButtonKind::secondary);
    });
    if (view.work.empty())
        return Render(R"(<h2 class="govuk-heading-m">Việc đang giữ</h2><p class="govuk-body">Không giữ việc nào.</p>)");
    return Render(
        R"(<h2 class="govuk-heading-m">Việc đang giữ</h2><div class="govuk-button-group">{}</div>{}{})", give,
        When(view.more_work,
             [&] {
                 return Render(R"(<p class="govuk-body">Chỉ hiện {} việc đầu; giao xong phần này rồi xem tiếp.</p>)",
                               std::to_string(view.work.size()));
             }),
        web::Table(Say("Việc đang giữ"),
                   {{Say("Mã"), web::ColumnKind::nowrap}, {Say("Nội dung")}, {Say("Bước")}, {Say("Đơn vị")}, {Say("Hạn")}})
            .Rows(view.work, [&](const workflow::HeldWork& each) { return WorkCells(each, units); })
            .Done());
}

// An act that wants a reason, folded away until it is meant.
Html Act(const PersonView& view, const Sentence& name, std::string_view act, const Html& explained, web::ButtonKind kind) {
    return web::Details(name, Render(R"({}{})", explained,
                                     web::PostForm(Url::Page(PathOf(view.account.id) + "/" + std::string(act)),
                                                   Render(R"({}{})", Reason(nullptr), web::Button(name, kind)))));
}

Html Acts(const PersonView& view) {
    using web::ButtonKind;
    if (view.account.disabled)
        return Act(view, Say("Mở lại tài khoản"), "mo-lai",
                   Render(R"(<p class="govuk-body">Người này kích hoạt lại bằng mã mới. Chức vụ đã kết thúc vẫn kết thúc.</p>)"),
                   ButtonKind::secondary);
    return Render(
        R"({}{}{})",
        Act(view, Say("Cấp mã kích hoạt mới"), "ma-moi",
            Render(
                R"(<p class="govuk-body">Khi quên mật khẩu hoặc mất điện thoại: mật khẩu, mã xác thực và mọi phiên hiện nay hết
                hiệu lực.</p>)"),
            ButtonKind::secondary),
        Act(view, Say("Đóng các phiên đang mở"), "dong-phien",
            Render(R"(<p class="govuk-body">Đang mở: {}. Mã truy cập của chương trình cũng bị thu hồi.</p>)",
                   std::to_string(view.sessions)),
            ButtonKind::secondary),
        Act(view, Say("Ngừng dùng tài khoản"), "ngung",
            Render(
                R"({}<p class="govuk-body">Khi nghỉ việc: không ai đăng nhập được nữa, việc đang giữ trở về
                đơn vị. Những gì đã làm vẫn đứng tên người này.</p>)",
                LeavesNobody(view, {})),
            ButtonKind::warning));
}

}  // namespace

Html AccessNotice(const identity::Access& access) {
    return web::Banner(Say("Mã kích hoạt, chỉ hiện lần này"),
                       Render(
                           R"(<p class="govuk-body">Đưa mã cho {}: <strong class="ds-code" translate="no">{}</strong></p>
            <p class="govuk-body">Dùng một lần tại <code>{}</code>, đến {}. Mất mã thì cấp mã mới.</p>)",
                           web::InVietnamese(access.account.name), access.code, "/kich-hoat", access.until.Spoken()));
}

std::string_view EventName(std::string_view event) {
    static constexpr std::pair<std::string_view, std::string_view> kNames[] = {{"hired", "Tạo tài khoản"},
                                                                               {"activated", "Kích hoạt"},
                                                                               {"appointed", "Giao việc"},
                                                                               {"changed", "Sửa"},
                                                                               {"post_ended", "Kết thúc chức vụ"},
                                                                               {"disabled", "Ngừng dùng tài khoản"},
                                                                               {"enabled", "Mở lại tài khoản"},
                                                                               {"access_renewed", "Cấp mã mới"},
                                                                               {"sessions_ended", "Đóng các phiên"},
                                                                               {"delegated", "Ủy quyền"},
                                                                               {"stands_in", "Được ủy quyền"},
                                                                               {"delegation_revoked", "Thu hồi ủy quyền"},
                                                                               {"end_asked", "Đề nghị kết thúc"},
                                                                               {"end_dropped", "Bỏ đề nghị kết thúc"},
                                                                               {"proposed", "Đề nghị"},
                                                                               {"proposal_granted", "Xác nhận đề nghị"},
                                                                               {"proposal_refused", "Bỏ đề nghị"},
                                                                               {"alone", "Làm một mình"},
                                                                               {"reviewed", "Rà soát quyền"},
                                                                               {"corrected", "Sửa dữ liệu cá nhân"}};
    const auto* found = std::ranges::find(kNames, event, &std::pair<std::string_view, std::string_view>::first);
    return found == std::end(kNames) ? event : found->second;
}

Html PeoplePage(const PeopleView& view) {
    const auto search = Render(
        R"(<form class="ds-toolbar" method="get" action="/can-bo/quan-tri" role="search">
        <label class="govuk-visually-hidden" for="tim">Tìm người</label>
        <input class="govuk-input" id="tim" name="tim" type="search" value="{}" placeholder="{}" autocomplete="off">
        <button class="govuk-button govuk-button--secondary" type="submit">Tìm</button></form>)",
        view.words, Say("Tên, tên đăng nhập, đơn vị, chức vụ").Now());
    return web::OfficerLayout(
        Say("Người làm việc"),
        Render(
            R"(<h1 class="govuk-heading-l">Người làm việc</h1>{}<div class="govuk-button-group">{}{}{}{}{}{}</div>{}{}
            <p class="govuk-body">{}</p>{}{})",
            WaitingBanner(view.proposals, view.editions),
            web::LinkButton(Say("Thêm một người"), Url::Page("/can-bo/quan-tri/nguoi-moi")),
            web::LinkButton(Say("Nhập danh sách"), Url::Page("/can-bo/quan-tri/danh-sach"), web::ButtonKind::secondary),
            web::LinkButton(Say("Vai trò"), Url::Page("/can-bo/quan-tri/vai-tro"), web::ButtonKind::secondary),
            web::LinkButton(Say("Định nghĩa"), Url::Page("/can-bo/quan-tri/dinh-nghia"), web::ButtonKind::secondary),
            web::LinkButton(Say("Chờ xác nhận"), Url::Page("/can-bo/quan-tri/cho-xac-nhan"), web::ButtonKind::secondary),
            web::LinkButton(Say("Rà soát quyền"), Url::Page("/can-bo/quan-tri/ra-soat"), web::ButtonKind::secondary), search,
            When(view.unreviewed > 0,
                 [&] {
                     return Render(R"(<p class="govuk-body">{}</p>)",
                                   web::Link(Say("{1} chức vụ chưa ai rà soát trong một năm",
                                                 Number(static_cast<std::int64_t>(view.unreviewed))),
                                             Url::Page("/can-bo/quan-tri/ra-soat")));
                 }),
            Say("{1} người", Number(static_cast<std::int64_t>(view.found))),
            web::Table(Say("Người làm việc"),
                       {{Say("Tên đăng nhập"), web::ColumnKind::name}, {Say("Họ và tên")}, {Say("Hôm nay")}, {Say("Tài khoản")}})
                .Rows(view.lines, PersonCells)
                .Done(),
            web::Pages(Url::Page(kPath).With("tim", view.words), view.page, view.pages)));
}

Html HiringPage(const HiringView& view) {
    const auto text = [&](const char* name, const Sentence& label, const Sentence& hint, std::string_view value, bool optional) {
        return web::TextInput({name, label, hint, &view.faults, optional}, value);
    };
    const auto fields = Render(
        R"({}{}{}{}<h2 class="govuk-heading-m">Chức vụ đầu tiên</h2>{}{})",
        text("ten_dang_nhap", Say("Tên đăng nhập"), Say("Chữ thường không dấu: an.nguyenvan"), view.login, false),
        text("ho_ten", Say("Họ và tên"), {}, view.name, false), text("thu_dien_tu", Say("Thư điện tử"), {}, view.email, true),
        text("so_dien_thoai", Say("Số điện thoại"), {}, view.phone, true), PostFields(view.post, view.faults),
        web::Button(Say("Tạo tài khoản")));
    return web::OfficerLayout(Say("Thêm một người"), Render(R"({}{}<h1 class="govuk-heading-l">Thêm một người</h1>{})",
                                                            web::BackLink(Url::Page(kPath)), web::ErrorSummary(view.faults),
                                                            web::PostForm(Url::Page("/can-bo/quan-tri/nguoi-moi"), fields)));
}

Html PersonPage(const PersonView& view, const organisation::Units& units) {
    const auto& account = view.account;
    std::vector<web::Row> facts{
        {Say("Tên đăng nhập"), Render(R"(<span translate="no">{}</span>)", account.login), {}},
        {Say("Tài khoản"), StateTag(account.disabled.has_value(), !account.password_hash.empty()), {}},
        {Say("Mã xác thực khi đăng nhập"), web::TextOf(account.totp_secret.empty() ? Say("Tắt").Now() : Say("Bật").Now()), {}}};
    if (view.code_until) facts.push_back({Say("Mã kích hoạt dùng đến"), web::Time(*view.code_until), {}});
    if (!account.email.empty()) facts.push_back({Say("Thư điện tử"), web::TextOf(account.email), {}});
    if (!account.phone.empty()) facts.push_back({Say("Số điện thoại"), web::TextOf(account.phone), {}});
    const auto give = When(!account.disabled, [&] {
        return Render(R"(<h2 class="govuk-heading-m">Giao thêm việc</h2>{})",
                      web::PostForm(Url::Page(PathOf(account.id) + "/viec"),
                                    Render(R"({}{})", PostFields(view.post, view.faults), web::Button(Say("Giao việc")))));
    });
    return web::OfficerLayout(
        {account.name, {}},
        Render(
            R"({}{}{}{}<h1 class="govuk-heading-l">{}</h1>{}<h2 class="govuk-heading-m">Chức vụ</h2>{}{}{}{}
            <h2 class="govuk-heading-m">Tài khoản</h2>{}{})",
            web::BackLink(Url::Page(kPath)), web::ErrorSummary(view.faults),
            Each(view.asked,
                 [](const WaitingCard& card) { return web::Banner(Say("Chờ người quản trị thứ hai"), WaitingCardOf(card)); }),
            When(view.access.has_value(), [&] { return AccessNotice(*view.access); }), web::InVietnamese(account.name),
            web::SummaryList(facts), Posts(view, units),
            web::LinkButton(Say("Ủy quyền của người này"), Url::Page("/can-bo/uy-quyen").With("cua", ToText(account.id)),
                            web::ButtonKind::secondary),
            give, Work(view, units), Acts(view), History(view)));
}

}  // namespace dongson::administration
