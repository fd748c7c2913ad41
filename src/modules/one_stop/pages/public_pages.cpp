#include "modules/one_stop/pages/public_pages.h"

#include <algorithm>

#include "core/collation.h"
#include "core/text.h"
#include "modules/one_stop/domain/everyday.h"
#include "modules/one_stop/pages/paper_groups_html.h"
#include "modules/one_stop/pages/relief_section.h"
#include "web/components.h"
#include "web/kept_form.h"
#include "web/layout.h"
#include "web/page_scope.h"
#include "web/table.h"

namespace dongson::one_stop {

using namespace web::short_names;
using web::TagColour;

namespace {

Html SearchBox(std::string_view text) {
    return Render(
        R"(<form class="ds-search" method="get" action="/thu-tuc" role="search"><div class="govuk-form-group"><label class="govuk-label govuk-label--s" for="q">Bạn cần làm việc gì?</label>
        <input class="govuk-input" id="q" name="q" type="search" value="{}" autocomplete="off"></div><button class="govuk-button" type="submit">Tìm</button></form>)",
        text);
}

Html OnlineTag(OnlineLevel online) {
    return web::Tag(Say(OnlineLevelName(online)), online == OnlineLevel::whole     ? TagColour::green
                                                  : online == OnlineLevel::partial ? TagColour::amber
                                                                                   : TagColour::grey);
}

// What no source states says so.
Html AssignedNote(bool assigned) {
    return When(assigned,
                [] { return Render(R"(<p class="govuk-body-s ds-muted">* Nguồn không nêu; bản dùng thử này tự gán.</p>)"); });
}

// A small mark, explained once at the foot of the rows.
Html AssignedMark(bool assigned) {
    return When(assigned, [] { return Render(R"(<sup class="ds-muted">*</sup>)"); });
}

std::string LevelName(organisation::Level level) {
    return Say(level == organisation::Level::commune ? "Cấp xã" : "Cấp tỉnh").Now();
}

Html Item(const ProcedureRow& row) {
    return Render(
        R"(<li><h2><a class="govuk-link ds-name" href="{}" title="{}">{}</a></h2>
        <p class="govuk-body-s ds-muted">{} · {} · {} {}{}</p></li>)",
        Url::Page("/thu-tuc/" + row.code), row.name, web::Vietnamese{row.name}, row.code, web::Vietnamese{row.domain},
        LevelName(row.level), OnlineTag(row.online), AssignedMark(row.online_assigned));
}

// What people ask for here and others do.
Html DoneElsewhere(const OthersWork* other) {
    return Render(
        R"(<div class="govuk-inset-text"><h2 class="govuk-heading-s">{}</h2>
        <p class="govuk-body">Việc này không nộp ở đây. Nơi làm: {}.</p>{}</div>)",
        other->what.Now(), other->who.Now(),
        When(!other->where.empty(), [&] { return Render(R"(<p class="govuk-body">{}</p>)", other->where); }));
}

// How many were found; where others do it, that comes first.
Html FoundWords(const SearchView& view) {
    if (view.elsewhere.empty()) return Render(R"(Tìm thấy {} thủ tục)", Number(view.found));
    if (view.found == 0) return Render(R"(Việc bạn hỏi do nơi khác làm.)");
    return Render(R"(Việc bạn hỏi có thể do nơi khác làm. Ở đây có {} thủ tục liên quan.)", Number(view.found));
}

// Readers of English are told why not all of it is.
Html NamesNote() {
    return When(CurrentLanguage() == Language::english, [] {
        return Render(R"(<p class="govuk-body-s ds-muted">Tên chính thức của thủ tục và giấy tờ được ghi bằng tiếng Việt.</p>)");
    });
}

// The list for what was typed, under no condition.
Url QuestionUrl(const SearchView& view) {
    return Url::Page("/thu-tuc").With("q", view.text);
}

// The same as it is asked for, but for one of its conditions.
Url SearchUrl(const Url& question, const SearchView& view, std::string_view without) {
    const auto kept = [&](std::string_view name, std::string_view now) { return name == without ? std::string_view() : now; };
    return Url(question)
        .With("linh-vuc", kept("linh-vuc", view.domain))
        .With("doi-tuong", kept("doi-tuong", view.audience))
        .With("cap", kept("cap", view.level))
        .With("muc-do", kept("muc-do", view.online));
}

// One condition of a list; `others`: the list without it.
struct Facet {
    std::string_view name, chosen;
    Url others;

    Url With(std::string_view value) const { return others.With(name, value); }
    web::Flag Marked(std::string_view value) const { return web::Flag::CurrentPage(chosen == value); }
};

struct FacetValue {
    std::string_view value;
    Sentence text;
};

Html Facets(const SearchView& view) {
    const auto question = QuestionUrl(view);
    const auto fixed = [&](std::string_view name, const std::string& chosen, std::initializer_list<FacetValue> values) {
        const Facet facet{name, chosen, SearchUrl(question, view, name)};
        Html links;
        for (const auto& [value, text] : values)
            RenderInto(links, R"(<li><a class="govuk-link" href="{}" {}>{}</a></li>)", facet.With(value), facet.Marked(value),
                       text);
        return links;
    };
    const Facet domain{"linh-vuc", view.domain, SearchUrl(question, view, "linh-vuc")};
    Html domains = Render(R"(<li><a class="govuk-link" href="{}" {}>Tất cả</a></li>)", domain.With(""), domain.Marked(""));
    for (const auto& [name, procedures] : view.domains)
        RenderInto(domains, R"(<li><a class="govuk-link" href="{}" {}>{} ({})</a></li>)", domain.With(name), domain.Marked(name),
                   web::Vietnamese{name}, Number(procedures));
    return Render(
        R"(<div class="ds-facets"><h2 class="govuk-heading-s">Đối tượng</h2><ul>{}</ul>
        <h2 class="govuk-heading-s">Nơi giải quyết</h2><ul>{}</ul><h2 class="govuk-heading-s">Mức độ trực tuyến</h2>
        <ul>{}</ul><h2 class="govuk-heading-s">Lĩnh vực</h2><ul>{}</ul></div>)",
        fixed("doi-tuong", view.audience,
              {{"", Say("Tất cả")}, {"ca-nhan", Say("Cá nhân")}, {"to-chuc", Say("Doanh nghiệp, tổ chức")}}),
        fixed("cap", view.level, {{"", Say("Tất cả")}, {"commune", Say("Cấp xã")}, {"province", Say("Cấp tỉnh")}}),
        fixed("muc-do", view.online,
              {{"", Say("Tất cả")}, {"4", Say("Toàn trình")}, {"3", Say("Một phần")}, {"2", Say("Cung cấp thông tin")}}),
        domains);
}

// That there is no limit is the law's word; a source that is silent says nothing.
std::string DurationText(const Method& method) {
    if (method.duration) return method.duration->Spoken().Now();
    return Fold(method.time_text).find("khong quy dinh") != std::string::npos ? Say("Không quy định").Now()
                                                                              : Say("Chưa có thông tin").Now();
}

Html PeriodFeeText(const Method& method) {
    if (method.period_fee)
        return Render(R"(<br>{} từ {} đến {})", Money(method.period_fee->sum), web::Day(method.period_fee->from),
                      web::Day(method.period_fee->until));
    return When(method.fee_until.has_value(), [&] { return Render(R"(<br>đến {})", web::Day(*method.fee_until)); });
}

Html FeeText(const Method& method) {
    if (!method.fee && !method.period_fee)
        return method.fee_text.empty() ? Render(R"(Chưa có thông tin)") : Render(R"(Xem nội dung gốc)");
    if (!method.fee) return PeriodFeeText(method);
    if (*method.fee == 0) return Render(R"(Miễn phí{})", PeriodFeeText(method));
    const auto sum = Money(*method.fee) + (method.fee_each.empty() ? "" : "/" + method.fee_each);
    return Render(
        R"({}{})",
        method.fee_kind == FeeKind::unsaid ? web::TextOf(sum) : Render(R"({}: {})", Say(FeeKindName(method.fee_kind)), sum),
        PeriodFeeText(method));
}

Html Methods(const Procedure& procedure) {
    return Render(
        R"({}{})",
        web::Table(Say("Cách nộp, thời hạn, phí"), {{Say("Cách nộp")}, {Say("Thời hạn")}, {Say("Phí, lệ phí")}}, {.dense = false})
            .Rows(procedure.methods,
                  [&](const Method& method) {
                      // Several times for one way: when each holds.
                      const bool several = std::ranges::count(procedure.methods, method.channel, &Method::channel) > 1;
                      const auto when = When(several && !method.note.empty(), [&] {
                          return Render(R"(<br><span class="ds-muted">{}</span>)", web::InVietnamese(Shorten(method.note, 140)));
                      });
                      return web::Cells{Say(ChannelName(method.channel)), Render(R"({}{})", DurationText(method), when),
                                        FeeText(method)};
                  })
            .Done(),
        web::Details(Say("Nội dung gốc về thời hạn và phí"), Each(procedure.methods, [](const Method& method) {
                         return Render(R"(<p class="govuk-body-s"><strong>{}</strong>: {} – {}<br>{}</p>)",
                                       Say(ChannelName(method.channel)), web::InVietnamese(method.time_text),
                                       web::InVietnamese(method.fee_text), web::InVietnamese(method.note));
                     })));
}

Html Papers(const Procedure& procedure) {
    if (procedure.papers.empty())
        return Render(R"(<p class="govuk-body">Nguồn không ghi thành phần hồ sơ. Bộ phận một cửa sẽ hướng dẫn.</p>)");
    const auto row = [&](int component) {
        const auto& paper = procedure.papers[static_cast<std::size_t>(component)];
        return Render(R"(<p class="govuk-body ds-paper-line">{}{}</p>)", web::InVietnamese(paper.name), PaperCount(paper));
    };
    return PaperGroupsOf(procedure.papers, row, [](int) { return false; });
}

}  // namespace

Html Guidance(const Procedure& procedure) {
    return When(!procedure.guidance.empty(), [&] {
        return web::Details(Say("Lưu ý về giấy tờ"), Render(R"(<ul class="govuk-list govuk-list--bullet" lang="vi">{}</ul>)",
                                                            Each(procedure.guidance, [](const std::string& sentence) {
                                                                return Render(R"(<li>{}</li>)", web::Lines(sentence));
                                                            })));
    });
}

namespace {

Html Part(const Sentence& title, const Html& body) {
    return Render(R"(<h2 class="govuk-heading-m">{}</h2>{})", title, body);
}

Html LawList(const Procedure& procedure) {
    if (procedure.laws.empty())
        return Render(R"(<p class="govuk-body">{}</p>)",
                      web::InVietnamese(procedure.laws_text.empty() ? "–" : procedure.laws_text));
    return Render(R"(<ul class="govuk-list govuk-list--bullet">{}</ul>)", Each(procedure.laws, [](const Law& law) {
                      return Render(R"(<li>{} {}</li>)", web::InVietnamese(law.title), web::InVietnamese(law.number));
                  }));
}

Html Long(std::string_view text) {
    return Render(R"(<div class="govuk-body" lang="vi">{}</div>)", web::Lines(text));
}

Html Apply(const ProcedureView& view) {
    if (!view.accepts_online)
        return Render(R"(<p class="govuk-body">Nộp trực tuyến tại Cổng dịch vụ công quốc gia. Kết quả tra cứu được ở đây.</p>)");
    if (!view.procedure.AcceptsOnline())
        return Render(
            R"(<p class="govuk-body">Thủ tục này chưa nhận hồ sơ trực tuyến. Hãy nộp ở bộ phận một cửa hoặc qua bưu chính.</p>)");
    const auto begin = Url::Page("/thu-tuc/" + view.procedure.code + "/nop");
    // Who is not signed in yet has nothing to send: the way leads over the sign-in page to where one begins.
    if (web::CurrentPage().signed_in.empty())
        return web::LinkButton(Say("Nộp hồ sơ trực tuyến"), begin, web::ButtonKind::primary);
    return web::PostForm(begin, Render(R"({}{})", web::HiddenInput(web::kGoOn, "1"), web::Button(Say("Nộp hồ sơ trực tuyến"))));
}

Html LifeEventCard(const LifeEvent& event) {
    return Render(R"(<li class="ds-card"><h3 class="govuk-heading-s">{}</h3><ul class="govuk-list">{}</ul></li>)",
                  event.title.Now(), Each(event.errands, [](const Errand& errand) {
                      return Render(R"(<li><a class="govuk-link" href="{}">{}</a></li>)",
                                    Url::Page("/thu-tuc").With("q", errand.question), errand.words.Now());
                  }));
}

Html DomainItem(const ProcedureStore::DomainCount& domain) {
    return Render(R"(<li><a class="govuk-link" href="{}">{}</a> <span class="ds-muted">({})</span></li>)",
                  Url::Page("/thu-tuc").With("linh-vuc", domain.domain), web::InVietnamese(domain.domain),
                  Number(domain.procedures));
}

}  // namespace

Html HomePage(const HomeView& view) {
    auto domains = view.domains;
    SortByName(domains, [](const auto& domain) { return domain.domain; });
    return web::CitizenLayout(Say("Trang chủ"), Render(
                                                    R"(<h1 class="govuk-heading-xl">{}</h1>
            <p class="govuk-body">Gõ như bạn vẫn nói, có dấu hay không đều được: giấy khai sinh, sổ đỏ, mở quán cơm.</p>{}
        <p class="govuk-body"><a class="govuk-link" href="/tra-cuu">Tra cứu hồ sơ đã nộp</a> bằng mã hồ sơ và bốn số cuối giấy tờ của bạn.</p>
        <h2 class="govuk-heading-m">Việc của bạn</h2><ul class="ds-cards">{}</ul>
        <p class="govuk-body"><a class="govuk-link" href="/thu-tuc">Xem tất cả {} thủ tục</a></p>
        <details class="govuk-details"><summary class="govuk-details__summary">Xem theo lĩnh vực</summary>
        <div class="govuk-details__text"><ul class="govuk-list ds-columns">{}</ul></div></details>
        <p class="govuk-body">Mọi bước giải quyết đều được ghi vào <a class="govuk-link" href="/so-cai">sổ cái công khai</a>, để ai giữ tệp chứng nhận cũng kiểm tra được.</p>)",
                                                    Say("Dịch vụ công tỉnh {1}", web::ProvinceName()), SearchBox(""),
                                                    Each(ShippedEveryday().life_events, LifeEventCard), Number(view.procedures),
                                                    Each(domains, DomainItem)));
}

Html SearchPage(const SearchView& view) {
    const auto items = Each(view.rows, [&](const ProcedureRow* row) -> const Html& {
        return view.shelf->drawn.Of(static_cast<std::size_t>(row - view.shelf->rows.data()), [&] { return Item(*row); });
    });
    const auto results =
        view.rows.empty() && !view.elsewhere.empty() ? Html()
        : view.rows.empty()
            ? Render(
                  R"(<p class="govuk-body">Không tìm thấy thủ tục nào. Hãy thử từ ngắn hơn, ví dụ “khai sinh”, “đất”, hoặc bỏ bớt điều kiện lọc.</p>)")
            : Render(R"(<ul class="ds-results">{}</ul>{}{})", items,
                     AssignedNote(std::ranges::any_of(view.rows, &ProcedureRow::online_assigned)),
                     web::Pages(SearchUrl(QuestionUrl(view), view, ""), view.page, view.pages));
    return web::CitizenLayout(
        Say("Tìm thủ tục"),
        Render(
            R"(<h1 class="govuk-heading-l">Tìm thủ tục</h1>{}<p class="govuk-body" role="status">{}</p>{}
            <div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">{}{}</div>
            <div class="govuk-grid-column-one-third">{}</div></div>)",
            SearchBox(view.text), FoundWords(view), NamesNote(), Each(view.elsewhere, DoneElsewhere), results, Facets(view)));
}

namespace {

// Where no list names it: of what communes decide, the commune; the department only answers for it.
std::string OfficeOf(const ProcedureView& view) {
    if (!view.procedure.performer.empty()) return view.procedure.performer;
    return view.procedure.level == organisation::Level::commune ? Say("Ủy ban nhân dân xã, phường nơi nộp hồ sơ").Now()
                                                                : view.department;
}

std::vector<web::Row> ProcedureRows(const ProcedureView& view) {
    const auto& procedure = view.procedure;
    std::vector<web::Row> rows{
        {Say("Bạn nhận được"),
         Each(procedure.results, [](const std::string& result) { return Render(R"({}<br>)", web::InVietnamese(result)); }),
         {}},
        {Say("Cơ quan giải quyết"), web::InVietnamese(OfficeOf(view)), {}},
        {Say("Ai được làm"), web::InVietnamese(procedure.audience_text.empty() ? "–" : procedure.audience_text), {}},
        {Say("Mức độ trực tuyến"), Render(R"({}{})", OnlineTag(procedure.online), AssignedMark(procedure.online_assigned)), {}}};
    if (procedure.national)
        rows.push_back(
            {Say("Cổng quốc gia"), Render(R"({}{})", Say("Đã kết nối"), AssignedMark(procedure.national_assigned)), {}});
    rows.push_back({Say("Lĩnh vực"), web::InVietnamese(procedure.domain), {}});
    rows.push_back({Say("Mã thủ tục"), web::TextOf(procedure.code), {}});
    return rows;
}

}  // namespace

Html ProcedureSaid(const ProcedureView& view, const Html& apply) {
    const auto& procedure = view.procedure;
    return Render(
        R"({}{}{}{}{}{}{})",
        Render(R"({}{})", web::SummaryList(ProcedureRows(view)),
               AssignedNote(procedure.online_assigned || procedure.national_assigned)),
        apply, Part(Say("Cách nộp, thời hạn, phí"), Render(R"({}{})", Methods(procedure), ReliefsOf(procedure))),
        Part(Say("Giấy tờ cần có"), Render(R"({}{})", Papers(procedure), Guidance(procedure))),
        When(!procedure.steps.empty(),
             [&] { return Part(Say("Trình tự"), web::Details(Say("Xem các bước theo quy định"), Long(procedure.steps))); }),
        When(!procedure.requirements.empty(),
             [&] {
                 return Part(Say("Yêu cầu, điều kiện"),
                             web::Details(Say("Xem yêu cầu, điều kiện"), Long(procedure.requirements)));
             }),
        Part(Say("Căn cứ pháp lý"), web::Details(Say("Xem văn bản"), LawList(procedure))));
}

Html ProcedurePage(const ProcedureView& view) {
    const auto& procedure = view.procedure;
    return web::CitizenLayout(
        {procedure.name, {}},
        Render(
            R"({}<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">{}</h1>{}{}
        <h2 class="govuk-heading-m">Việc gì xảy ra tiếp theo</h2><p class="govuk-body">Bạn trả lời vài câu hỏi, gửi ảnh chụp giấy tờ, xem lại rồi nộp. Bộ phận một cửa trả lời trong 8 giờ làm việc. Bạn theo dõi được từng bước.</p>{}</div></div>)",
            web::BackLink(Url::Page("/thu-tuc")), web::InVietnamese(procedure.name), NamesNote(),
            ProcedureSaid(view, Apply(view)), Apply(view)));
}

}  // namespace dongson::one_stop
