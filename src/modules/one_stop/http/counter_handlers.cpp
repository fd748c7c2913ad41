#include <algorithm>
#include <iterator>

#include "core/bytes.h"
#include "core/text.h"
#include "modules/one_stop/actions/take_at_counter.h"
#include "modules/one_stop/http/api.h"
#include "modules/one_stop/http/counts.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/pages/dossier_lists.h"
#include "modules/one_stop/pages/office_pages.h"
#include "modules/one_stop/storage/paper_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"

namespace dongson::one_stop {

namespace {

web::Response NoCounter() {
    return web::RefusalPage(Refusal::Forbidden(Say("Chỉ cán bộ một cửa của đơn vị mới tiếp nhận tại quầy được.")));
}

// The form, with the communes that may decide the procedure when it is a commune's own.
std::optional<CounterFormView> FormOf(const OfficerRequest& request, std::string_view code) {
    auto procedure =
        request.platform.storage.Read([&](storage::Transaction& tx) { return ProcedureStore(tx).GetPublished(code); });
    if (!procedure) return std::nullopt;
    CounterFormView view;
    view.form = FormFor(*procedure);
    if (procedure->level == organisation::Level::commune) {
        view.deciding =
            request.platform.units.Now()->Existing(organisation::Level::commune, request.platform.clock.Now().LocalDate());
        std::ranges::sort(view.deciding, {}, &organisation::Unit::short_name);
        view.competent = CounterOf(request.officer);
    }
    view.procedure = std::move(*procedure);
    return view;
}

Person PersonIn(const web::Form& form) {
    return {.account = {},
            .kind = identity::AccountKind::citizen,
            .name = std::string(Trim(form.Value("ho_ten"))),
            .number = std::string(form.Value("so_dinh_danh")),
            .address = std::string(Trim(form.Value("dia_chi"))),
            .phone = std::string(form.Value("so_dien_thoai")),
            .email = std::string(Trim(form.Value("thu_dien_tu")))};
}

// What the form or the program sent, as the action takes it.
WalkIn WalkInOf(const CounterFormView& view, const web::Form& form) {
    WalkIn walk_in{.procedure = view.procedure, .person = PersonIn(form), .answers = {}, .competent = {}, .papers = {}};
    for (const auto& section : view.form.sections)
        for (const auto& question : section.questions) walk_in.answers[question.key] = form.Values(question.key);
    walk_in.handed_in = HandedInOf(form, view.procedure);
    if (!view.deciding.empty() && form.Has("noi_giai_quyet")) walk_in.competent = UnitId{ToNumber(form.Value("noi_giai_quyet"))};
    return walk_in;
}

// Takes the form in, or adds everything that is wrong with it to the view. Nothing is kept then.
std::optional<Dossier> TakeIn(const OfficerRequest& request, CounterFormView& view) {
    auto walk_in = WalkInOf(view, request.http.form);
    auto papers = KeepUploads(request, -1);
    if (papers) {
        walk_in.papers = std::move(*papers);
        auto dossier = TakeAtCounter(request.platform, request.officer, walk_in, view.key);
        if (dossier) return *std::move(dossier);
        view.faults = std::move(dossier.error());
    } else {
        view.faults = CheckWalkIn(request.platform, walk_in);
        view.faults.push_back(papers.error());
    }
    view.typed = walk_in.person;
    view.answers = walk_in.answers;
    view.handed_in = walk_in.handed_in;
    view.competent = walk_in.competent.value_or(view.competent);
    return std::nullopt;
}

constexpr int kMostRows = 2000;

// A day of the period as the address asks for it; what stands there instead when it asks for none.
Date DayAsked(const OfficerRequest& request, const char* field, Date otherwise, std::string& typed, Refusals& faults) {
    typed = Trim(request.http.Asked(field));
    const auto day = typed.empty() ? otherwise : Date::ParseSpoken(typed);
    if (!day) faults.push_back({"ANSWER_NOT_A_DATE", Say("Nhập ngày có thật, ví dụ 27/3/2025."), field});
    if (day) typed = day->Spoken();
    return day.value_or(otherwise);
}

void FillBook(const OfficerRequest& request, Register& book, Instant now) {
    const auto today = now.LocalDate();
    book.dossiers = request.platform.storage.Read([&](storage::Transaction& tx) {
        // With what the units before it received: the book goes on.
        std::vector<Dossier> dossiers;
        for (const auto unit : request.platform.units.Now()->ActsFor(request.officer.unit(), today)) {
            book.sets.merge(PaperStore(tx).SetsOf(unit, Instant::At(book.from, 0), Instant::At(book.until + 1, 0)));
            std::ranges::move(DossierStore(tx).Register(unit, book.kind, Instant::At(book.from, 0),
                                                        Instant::At(book.until + 1, 0), now, kMostRows + 1),
                              std::back_inserter(dossiers));
        }
        std::ranges::stable_sort(dossiers, {}, [](const Dossier& dossier) {
            return std::pair(dossier.received ? dossier.received->LocalDate().Year() : 0, dossier.register_number);
        });
        return dossiers;
    });
    book.cut = book.dossiers.size() > kMostRows;
    if (book.cut) book.dossiers.resize(kMostRows);
}

// This month's register, or what the address asks for: a period, and what of it a figure counts.
RegisterView RegisterOf(const OfficerRequest& request) {
    const auto now = request.platform.clock.Now();
    const auto today = now.LocalDate();
    const auto units = request.platform.units.Now();
    RegisterView view{.book = {.unit = units->NameOf(request.officer.unit()),
                               .head = OnPaper(*units, request.officer.unit(), today),
                               .kind = ParseFigureKind(request.http.Asked("loc"))},
                      .today = today};
    auto& book = view.book;
    book.from = DayAsked(request, "tu", Date::Of(today.Year(), today.Month(), 1), view.from, view.faults);
    book.until = DayAsked(request, "den", today, view.until, view.faults);
    if (view.faults.empty() && book.until < book.from)
        view.faults.push_back({"ONE_STOP_PERIOD_BACKWARDS", Say("Ngày cuối không được trước ngày đầu."), "den"});
    if (view.faults.empty()) FillBook(request, book, now);
    return view;
}

}  // namespace

web::Response ShowCounter(const OfficerRequest& request) {
    if (!CounterOf(request.officer)) return NoCounter();
    web::MarkActive("counter");
    return NoStore(web::Page(CounterSearchPage({SearchProcedures(request.platform, request.http, 25)})));
}

web::Response ShowCounterForm(const OfficerRequest& request) {
    if (!CounterOf(request.officer)) return NoCounter();
    web::MarkActive("counter");
    auto view = FormOf(request, request.http.Parameter("code"));
    if (!view) return web::RefusalPage(NoProcedure(request.http.Parameter("code")));
    view->key = Hex(RandomBytes(16));
    return NoStore(web::Page(CounterFormPage(*view)));
}

web::Response TakeDossier(const OfficerRequest& request) {
    if (!CounterOf(request.officer)) return NoCounter();
    web::MarkActive("counter");
    auto view = FormOf(request, request.http.Parameter("code"));
    if (!view) return web::RefusalPage(NoProcedure(request.http.Parameter("code")));
    view->key = request.http.form.Value("khoa");
    if (const auto dossier = TakeIn(request, *view)) return web::SeeOtherPage("/can-bo/ho-so/" + dossier->code);
    return NoStore(web::Page(CounterFormPage(*view), web::StatusOf(view->faults.front().kind)));
}

web::Response ApiTakeDossier(const OfficerRequest& request) {
    if (!CounterOf(request.officer)) return NoCounter();
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    const auto code = TextOf(*body, "procedure");
    auto view = FormOf(request, code);
    if (!view) return web::Problem(NoProcedure(code));
    auto& form = request.http.form;
    for (const auto& [member, field] :
         {std::pair("name", "ho_ten"), std::pair("number", "so_dinh_danh"), std::pair("address", "dia_chi"),
          std::pair("phone", "so_dien_thoai"), std::pair("email", "thu_dien_tu")})
        form.fields.emplace_back(field, TextOf(*body, member));
    for (const auto& [question, values] : AnswersOf(*body))
        for (const auto& value : values) form.fields.emplace_back(question, value);
    if (body->contains("competent")) {
        const auto* unit = request.platform.units.Now()->FindByKey(TextOf(*body, "competent"));
        form.fields.emplace_back("noi_giai_quyet", unit == nullptr ? "" : ToText(unit->id));
    }
    const auto handed_in = HandedInOf(*body);
    form.fields.emplace_back("so_bo", std::to_string(handed_in.sets));
    for (const auto& count : handed_in.components)
        for (const auto& [kind, number] :
             {std::pair("chinh_", count.originals), std::pair("chung_thuc_", count.certified), std::pair("sao_", count.copies)})
            form.fields.emplace_back(kind + std::to_string(count.component), std::to_string(number));
    view->key = request.http.Header("idempotency-key");
    const auto dossier = TakeIn(request, *view);
    if (!dossier) return web::Problem(view->faults);
    return Answer(DescribeState(*dossier), 201);
}

web::Response ShowRegister(const OfficerRequest& request) {
    web::MarkActive("register");
    const auto view = RegisterOf(request);
    return NoStore(web::Page(RegisterPage(view), view.faults.empty() ? 200 : 422));
}

web::Response PrintRegister(const OfficerRequest& request) {
    const auto view = RegisterOf(request);
    if (!view.faults.empty()) return web::RefusalPage(view.faults.front());
    auto response = web::Bytes(RegisterPaper(view.book, request.platform.clock.Now()), "application/pdf");
    response.With("content-disposition", "inline; filename=\"so-theo-doi.pdf\"");
    return NoStore(std::move(response));
}

}  // namespace dongson::one_stop
