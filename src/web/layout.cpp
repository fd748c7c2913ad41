#include "web/layout.h"

#include <map>

#include "core/bytes.h"
#include "core/embedded.h"
#include "core/log.h"
#include "web/components.h"
#include "web/page_scope.h"

namespace dongson::web {

namespace {

Url OtherLanguage() {
    const auto& page = CurrentPage();
    const LanguageScope other(CurrentLanguage() == Language::english ? Language::vietnamese : Language::english);
    const auto plain = Url::Page(page.path.empty() ? "/" : page.path);
    return page.query.empty() ? plain : Url::Local(std::string(plain.bytes()) + page.query);
}

Html LanguageSwitch() {
    const bool english = CurrentLanguage() == Language::english;
    return Render(R"(<a class="ds-header__link" href="{}" lang="{}" hreflang="{}">{}</a>)", OtherLanguage(),
                  english ? "vi" : "en", english ? "vi" : "en", english ? "Tiếng Việt" : "English");
}

Html Notices() {
    const auto& page = CurrentPage();
    return Render(R"(<a class="ds-header__link" href="/tai-khoan/thong-bao">Thông báo {}</a>)", When(page.unread > 0, [&] {
                      return Render(R"(<span class="ds-count">{}<span class="govuk-visually-hidden"> chưa đọc</span></span>)",
                                    std::to_string(page.unread));
                  }));
}

template <class Draw>
const Html& DrawnOnce(SitePart part, Draw draw) {
    return PartsOfSite().Of(static_cast<std::size_t>(part), draw);
}

const Html& HeaderLinks(SitePart part, const std::vector<SiteLink>& links) {
    return DrawnOnce(part, [&] {
        return Each(links, [](const SiteLink& link) {
            return Render(R"(<a class="ds-header__link" href="{}">{}</a>)", Url::Page(std::string(link.path)), link.text);
        });
    });
}

Html Mine() {
    const auto& page = CurrentPage();
    if (page.signed_in.empty()) return Render(R"(<a class="ds-header__link" href="/dang-nhap">Đăng nhập</a>)");
    return Render(
        R"({}{}<a class="ds-header__link" href="/tai-khoan" translate="no">{}</a>{})",
        page.officer ? Render(R"(<a class="ds-header__link" href="/can-bo">Việc cần làm</a>)")
                     : HeaderLinks(SitePart::links_of_mine, CurrentSite().mine),
        Notices(), InVietnamese(page.signed_in),
        PostForm(Url::Page("/dang-xuat"), Render(R"(<button class="ds-header__button" type="submit">Đăng xuất</button>)")));
}

Html Navigation(const Sentence& name) {
    return Render(R"(<nav class="ds-header__nav" aria-label="{}">{}{}{}</nav>)", name,
                  HeaderLinks(SitePart::header_links, CurrentSite().header), LanguageSwitch(), Mine());
}

// On a wide screen the links stand in line; on a phone they fold into a menu. Which of the two shows is the stylesheet's to say.
Html Header() {
    const auto& page = CurrentPage();
    return Render(
        R"(<header class="ds-header"><div class="ds-header__inner"><a class="ds-header__home" href="/"><img src="{}" alt="" width="36" height="36"><span>Dịch vụ công <strong translate="no">{}</strong></span></a>
        {}<details class="ds-menu"><summary>Menu {}</summary>{}</details></div></header>)",
        Asset("emblem-light.svg"), ProvinceName(), Navigation(Say("Chung")),
        When(page.unread > 0,
             [&] {
                 return Render(
                     R"(<span class="ds-count">{}<span class="govuk-visually-hidden"> thông báo chưa đọc</span></span>)",
                     std::to_string(page.unread));
             }),
        Navigation(Say("Menu")));
}

Html DrawFooter() {
    return Render(
        R"(<footer class="ds-footer"><div class="ds-footer__inner"><ul class="ds-footer__list">{}</ul>
        <p>{}</p><p>{} {}</p></div></footer>)",
        Each(CurrentSite().footer,
             [](const SiteLink& link) {
                 return Render(R"(<li><a href="{}">{}</a></li>)", Url::Page(std::string(link.path)), link.text);
             }),
        CurrentSite().contact.empty() ? Render(R"(Cần giúp? Đến bộ phận một cửa của xã, phường gần nhất, trong giờ làm việc.)")
                                      : Render(R"(Cần giúp? {})", InVietnamese(CurrentSite().contact)),
        Say("Cổng dịch vụ công tỉnh {1}.", ProvinceName()),
        When(CurrentSite().demonstration, [] { return Render(R"(Bản dùng thử với danh mục thủ tục thật.)"); }));
}

const Html& Footer() {
    return DrawnOnce(SitePart::footer, DrawFooter);
}

enum class Around : unsigned char { header_and_footer, nothing };

// What is particular to a kind of page: the classes of its body, of the box around and of the main part, and what stands beside
// it.
struct Frame {
    std::string_view body, box, main;
    Html beside = {};
    Around around = Around::header_and_footer;
};

// The main part is most of a page: it is copied here once.
Html Document(const Sentence& title, const Frame& frame, const Html& main) {
    const bool bare = frame.around == Around::nothing;
    return Render(R"(<!doctype html>
<html lang="{}" class="govuk-template">
<head>
<meta charset="utf-8">
<title>{} – {}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="theme-color" content="#0b6e4f">
<link rel="icon" href="{}" type="image/svg+xml">
<link rel="stylesheet" href="{}">
<script src="{}" type="module"></script>
</head>
<body class="govuk-template__body {}"><a class="govuk-skip-link" href="#noi-dung">Đến nội dung chính</a>{}
<div class="{}">{}<main class="{}" id="noi-dung">{}</main></div>{}</body>
</html>
)",
                  CurrentLanguage() == Language::english ? "en" : "vi", title, Say("Dịch vụ công {1}", ProvinceName()),
                  Asset("emblem.svg"), Asset("dongson.css"), Asset("dongson.js"), frame.body, bare ? Html() : Header(), frame.box,
                  frame.beside, frame.main, main, bare ? Html() : Footer());
}

Html Place(const NavigationEntry& entry) {
    return Render(R"(<li><a class="ds-side__link" href="{}" data-shortcut="{}" {}>{}</a></li>)",
                  Url::Page(std::string(entry.path)), entry.shortcut, Flag::CurrentPage(CurrentPage().active == entry.key),
                  entry.text);
}

// Somebody with posts in several units says which they work for: register and figures are that one's, and the counter where they
// receive there.
Html OtherUnits() {
    const auto& units = CurrentPage().units;
    if (units.size() < 2) return {};
    std::vector<Choice> choices;
    choices.reserve(units.size());
    for (const auto& unit : units) choices.push_back({unit.id, unit.name, ""});
    return Render(
        R"(<div class="ds-side__units">{}</div>)",
        PostForm(Url::Page("/can-bo/don-vi"),
                 Render(R"({}{})", Select({"lam_viec_o", Say("Làm việc ở đơn vị"), {}, nullptr, false}, choices, units[0].id),
                        Button(Say("Chuyển"), ButtonKind::secondary))));
}

}  // namespace

// One for all: a style sheet names its fonts beside itself.
const std::string& AssetsDigest() {
    static const auto digest = [] {
        std::string all;
        for (const auto path : EmbeddedBelow("assets/dist/"))
            all.append(path).append("\n").append(BytesOf(Digest(Embedded(path))));
        return Hex(BytesOf(Digest(all))).substr(0, 10);
    }();
    return digest;
}

const Url& Asset(std::string_view name) {
    constexpr std::string_view kFolder = "assets/dist/";
    static const auto assets = [&] {
        std::map<std::string, Url, std::less<>> found;
        for (const auto path : EmbeddedBelow(kFolder)) {
            const std::string file(path.substr(kFolder.size()));
            found.emplace(file, Url::Local("/assets/" + AssetsDigest() + "/" + file));
        }
        return found;
    }();
    static const auto none = Url::Local("#");
    const auto asset = assets.find(name);
    return asset == assets.end() ? none : asset->second;
}

Html CitizenLayout(const Sentence& title, const Html& main) {
    return Document(title, {.body = "ds-citizen", .box = "govuk-width-container", .main = "govuk-main-wrapper"}, main);
}

Html OfficerLayout(const Sentence& title, const Html& main) {
    const auto& page = CurrentPage();
    return Document(title,
                    {.body = "ds-officer",
                     .box = "ds-office",
                     .main = "ds-office__main",
                     .beside = Render(
                         R"(<nav class="ds-side" aria-label="Công việc"><p class="ds-side__who"><strong>{}</strong><br>{}</p>{}{}
             <ul class="ds-side__list">{}</ul>
        <p class="ds-side__hint"><button class="ds-link-button" type="button" data-shortcuts="open">Phím tắt (?)</button></p></nav>)",
                         Vietnamese{page.unit}, Vietnamese{page.position},
                         Each(page.in_stead,
                              [](const Sentence& sentence) {
                                  return Render(R"(<p class="ds-side__stead"><a href="{}">{}</a></p>)",
                                                Url::Page("/can-bo/uy-quyen"), sentence);
                              }),
                         OtherUnits(), Each(page.navigation, [](const NavigationEntry* entry) { return Place(*entry); }))},
                    main);
}

Html WallLayout(const Sentence& title, const Html& main) {
    return Document(
        title,
        {.body = "ds-officer ds-wall", .box = "ds-wall__box", .main = "ds-wall__main", .beside = {}, .around = Around::nothing},
        main);
}

Html Layout(const Sentence& title, const Html& main) {
    return CurrentPage().officer ? OfficerLayout(title, main) : CitizenLayout(title, main);
}

Response FaultPage(int status, const Sentence& title, const Html& body) {
    auto response = Page(
        Layout(
            title,
            Render(
                R"(<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">{}</h1>{}<p class="govuk-body ds-muted">Mã yêu cầu: {}</p></div></div>)",
                title, body, RequestId())),
        status);
    response.With("cache-control", "no-store");
    return response;
}

Response RefusalPage(const Refusal& refusal) {
    if (CurrentPage().program) return Problem(refusal);
    const auto status = StatusOf(refusal.kind);
    const auto title = status == 404   ? Say("Không tìm thấy")
                       : status == 403 ? Say("Bạn không xem được trang này")
                       : status == 503 ? Say("Tạm thời chưa phục vụ được")
                                       : Say("Chưa làm được việc này");
    const auto& back = CurrentPage().back;
    const auto again = When(!back.empty(), [&] {
        return Render(R"(<p class="govuk-body"><a class="govuk-link" href="{}">Quay lại trang vừa gửi</a></p>)",
                      Url::Local(back));
    });
    return FaultPage(
        status, title,
        Render(R"(<p class="govuk-body">{}</p>{}<p class="govuk-body"><a class="govuk-link" href="/">Về trang chủ</a></p>)",
               Lines(refusal.sentence.Now()), again));
}

}  // namespace dongson::web
