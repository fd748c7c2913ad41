#include "modules/administration/pages/waiting_page.h"

#include "core/text.h"
#include "modules/administration/pages/list_page.h"
#include "modules/administration/pages/people_page.h"
#include "platform/definitions/definition_type.h"
#include "platform/identity/proposed_acts.h"
#include "web/components.h"
#include "web/layout.h"
#include "web/table.h"

namespace dongson::administration {

using namespace web::short_names;
using identity::Proposal;

namespace {

constexpr char kWaitingPath[] = "/can-bo/quan-tri/cho-xac-nhan";

std::string PathOfWaiting(const Proposal& proposal) {
    return std::string(kWaitingPath) + "/" + ToText(proposal.id);
}

Html AnswerButton(const Proposal& proposal, const Sentence& name, std::string_view act, web::ButtonKind kind) {
    return web::PostForm(Url::Page(PathOfWaiting(proposal) + "/" + std::string(act)), web::Button(name, kind));
}

// That it is said as what it is, where who asked and who says yes are as one.
Html NobodyElse(const WaitingCard& card) {
    if (!card.deciding.nobody_else) return {};
    const auto normally = Say("Trong {1} ngày qua, một trong hai người (bạn, người đề nghị) đã cấp quyền hoặc mã cho người kia.",
                              std::to_string(identity::kProposalDays));
    const auto now = Say("Lúc này không còn người quản trị nào khác, nên bạn xác nhận được; điều đó được ghi cùng đề nghị.");
    return Render(R"({}{})", web::Paragraph(normally), web::Paragraph(now));
}

// Whoever says yes holds the code: not who asked.
Html BeforeYes(const WaitingCard& card) {
    if (!identity::LetsInAgain(card.proposal.act) && card.proposal.act.kind != "hire") return {};
    return web::Paragraph(
        Say("Xác nhận thì mã hiện ra cho bạn, một lần. Tự gặp hoặc gọi người ấy để đưa mã, không qua người đề nghị."));
}

Html Answers(const WaitingCard& card) {
    const bool may_confirm = !card.deciding.refusal && !identity::TakesList(card.proposal.act);
    const auto yes =
        When(may_confirm, [&] { return AnswerButton(card.proposal, Say("Xác nhận"), "dong-y", web::ButtonKind::primary); });
    const auto no =
        When(card.may_refuse, [&] { return AnswerButton(card.proposal, Say("Bỏ đề nghị"), "bo", web::ButtonKind::secondary); });
    return Render(R"({}{}{}<div class="govuk-button-group">{}{}</div>)", NobodyElse(card),
                  When(card.deciding.refusal.has_value(), [&] { return web::Paragraph(card.deciding.refusal->sentence); }),
                  When(may_confirm, [&] { return BeforeYes(card); }), yes, no);
}

Html RecentRow(const identity::AccountEvent& event) {
    return Render(R"(<li>{}: {} ({}) {}</li>)", web::Time(event.at), Say(EventName(event.event)), web::InVietnamese(event.by),
                  web::InVietnamese(Shorten(event.detail, 120)));
}

Html RecentOf(const WaitingCard& card) {
    if (card.recent.empty()) return {};
    return web::Details(Say("Gần đây với tài khoản này"),
                        Render(R"(<ul class="govuk-list govuk-list--bullet">{}</ul>)", Each(card.recent, RecentRow)));
}

Html LinkToList(const WaitingCard& card) {
    if (!identity::TakesList(card.proposal.act)) return {};
    return Render(R"(<p class="govuk-body">{}</p>)",
                  web::Link(Say("Xem các thay đổi của danh sách"), Url::Page(PathOfWaiting(card.proposal))));
}

Html LinkToPath(const WaitingCard& card) {
    if (card.path.empty()) return {};
    return Render(R"(<p class="govuk-body">{}</p>)", web::Link(Say("Xem nội dung"), Url::Page(card.path)));
}

web::Cells EditionCells(const definitions::Edition& edition) {
    const auto* type = definitions::FindType(edition.type);
    const auto path = "/can-bo/quan-tri/dinh-nghia/" + edition.type + "/" + edition.key + "/phien-ban/" + ToText(edition.id);
    return {Render(R"(<a class="govuk-link" href="{}">{}: <span translate="no">{}</span></a>)", Url::Page(path),
                   type == nullptr ? web::TextOf(edition.type) : web::TextOf(Say(std::string(type->name)).Now()), edition.key),
            std::to_string(edition.version), web::InVietnamese(edition.author_name), web::InVietnamese(edition.reason)};
}

Html Editions(const WaitingView& view) {
    if (view.editions.empty()) return {};
    return Render(R"(<h2 class="govuk-heading-m">Bản định nghĩa chờ phê duyệt</h2>{})",
                  web::Table(Say("Bản định nghĩa chờ phê duyệt"),
                             {{Say("Định nghĩa"), web::ColumnKind::name},
                              {Say("Phiên bản"), web::ColumnKind::number},
                              {Say("Người soạn")},
                              {Say("Lý do")}},
                             {.dense = false})
                      .Rows(view.editions, EditionCells)
                      .Done());
}

web::Cells DecidedCells(const DecidedLine& line, Instant now) {
    const auto& proposal = line.proposal;
    return {
        web::SentenceWithNames(line.words), Render(R"({}, {})", web::InVietnamese(proposal.by.name), web::Time(proposal.at)),
        web::InVietnamese(proposal.act.reason),
        Render(R"({}{})", Say(identity::ProposalStateName(proposal.StateAt(now))), When(!proposal.decided_by.name.empty(), [&] {
                   return Render(R"(: {}, {}{})", web::InVietnamese(proposal.decided_by.name), web::Time(*proposal.decided),
                                 When(proposal.ByNobodyElse(),
                                      [] { return Render(R"(. {})", Say("Lúc ấy không còn người quản trị nào khác.")); }));
               }))};
}

Html Decided(const WaitingView& view) {
    if (view.decided.empty()) return {};
    return Render(R"(<h2 class="govuk-heading-m">Đã quyết định gần đây</h2>{})",
                  web::Table(Say("Đã quyết định gần đây"),
                             {{Say("Đề nghị")}, {Say("Người đề nghị")}, {Say("Lý do")}, {Say("Kết quả")}}, {.dense = false})
                      .Rows(view.decided, [&](const DecidedLine& line) { return DecidedCells(line, view.now); })
                      .Done());
}

Html Search(const WaitingView& view) {
    if (view.asked.words.empty() && view.proposals_found + view.editions_found == 0) return {};
    return Render(
        R"(<form class="ds-toolbar" method="get" action="{}" role="search">
        <label class="govuk-visually-hidden" for="q">Tìm trong việc chờ xác nhận</label>
        <input class="govuk-input" id="q" name="q" type="search" value="{}" placeholder="{}" autocomplete="off">
        <button class="govuk-button govuk-button--secondary" type="submit">Tìm</button></form>
        <p class="govuk-body">{}</p>)",
        Url::Page(kWaitingPath), view.asked.words, Say("Việc, lý do, người đề nghị").Now(),
        Say("{1} đề nghị, {2} bản định nghĩa", std::to_string(view.proposals_found), std::to_string(view.editions_found)));
}

Html HowItGoes(const WaitingView& view) {
    if (!view.has_second)
        return Render(R"(<div class="govuk-inset-text"><p class="govuk-body">{}</p></div>)", OnlyAdministrator());
    return Render(R"(<p class="govuk-body">Không ai một mình cho người khác quyền ký duyệt hay quản trị, lấy quyền
            ấy lại, hay cấp lại mã của họ: một người quản trị đề nghị, một người khác xác
            nhận trong 7 ngày. Khẩn cấp thì đóng các phiên của người ấy ngay, ở trang của họ.</p>)");
}

Html PageLinks(const WaitingView& view) {
    auto url = Url::Page(kWaitingPath);
    if (!view.asked.words.empty()) url = std::move(url).With("q", view.asked.words);
    return web::Pages(url, view.asked.page, view.pages);
}

}  // namespace

Sentence OnlyAdministrator() {
    return Say("Lúc này chỉ có một người quản trị: việc cần hai người có hiệu lực ngay và được ghi là làm một mình.");
}

Sentence NobodySigns(const std::vector<std::string>& units) {
    return Say("Không ai khác ký được ở {1}. Bổ nhiệm người khác hoặc ghi ủy quyền (Q.) trước, nếu không hồ sơ sẽ dừng.",
               Join(units, ", "));
}

Html WaitingCardOf(const WaitingCard& card) {
    const auto& proposal = card.proposal;
    return Render(
        R"(<section class="ds-card"><h2 class="govuk-heading-s">{}: {}</h2>{}{}{}{}{}</section>)", Say("Đề nghị"),
        web::SentenceWithNames(card.words),
        web::SummaryList(
            {{Say("Lý do"), web::InVietnamese(proposal.act.reason), {}},
             {Say("Người đề nghị"), Render(R"({}, {})", web::InVietnamese(proposal.by.name), web::Time(proposal.at)), {}},
             {Say("Chờ đến"), web::Time(proposal.until), {}}}),
        When(!card.leaves_nobody.empty(),
             [&] {
                 return Render(R"(<p class="govuk-body"><strong class="ds-late">{}</strong></p>)",
                               NobodySigns(card.leaves_nobody));
             }),
        RecentOf(card), Render(R"({}{})", LinkToList(card), LinkToPath(card)), Answers(card));
}

Html WaitingBanner(std::size_t proposals, std::size_t editions) {
    if (proposals + editions == 0) return {};
    return web::Banner(Say("Chờ người quản trị thứ hai"),
                       Render(R"(<p class="govuk-body">{}. {}</p>)",
                              Say("{1} đề nghị, {2} bản định nghĩa", std::to_string(proposals), std::to_string(editions)),
                              web::Link(Say("Xem và quyết định"), Url::Page(kWaitingPath))));
}

Html WaitingPage(const WaitingView& view) {
    const auto nothing = When(view.proposals_found + view.editions_found == 0, [&] {
        return web::Paragraph(view.asked.words.empty() ? Say("Không có việc nào chờ xác nhận.") : Say("Không tìm thấy."));
    });
    const auto done = When(view.granted && view.access.empty(), [] {
        return web::Banner(Say("Đã xác nhận"), web::Paragraph(Say("Việc đã có hiệu lực và được ghi vào lịch sử.")));
    });
    const auto body = Render(
        R"({}{}{}{}<h1 class="govuk-heading-l">Chờ xác nhận</h1>
            {}{}{}{}{}{}{})",
        web::BackLink(Url::Page("/can-bo/quan-tri")), web::ErrorSummary(view.faults), done, Each(view.access, AccessNotice),
        HowItGoes(view), Search(view), nothing, Each(view.cards, WaitingCardOf), Editions(view), PageLinks(view), Decided(view));
    return web::OfficerLayout(Say("Chờ xác nhận"), body);
}

Html WaitingListPage(const WaitingListView& view, const organisation::Units& units) {
    const auto codes = When(view.plan.Count(identity::RowEffect::hires) > 0, [] {
        return web::Paragraph(Say("Mã kích hoạt tải về cho bạn thành tệp CSV ngay khi xác nhận; mã chỉ hiện lần này."));
    });
    const auto yes = When(!view.card.deciding.refusal, [&] {
        return Render(R"({}{})", codes,
                      AnswerButton(view.card.proposal, Say("Xác nhận và ghi"), "dong-y", web::ButtonKind::primary));
    });
    return web::OfficerLayout(
        Say("Danh sách chờ xác nhận"),
        Render(R"({}{}<h1 class="govuk-heading-l">Danh sách chờ xác nhận</h1>{}{}{})", web::BackLink(Url::Page(kWaitingPath)),
               web::ErrorSummary(view.faults), WaitingCardOf(view.card), ChangesOf(view.plan, units), yes));
}

}  // namespace dongson::administration
