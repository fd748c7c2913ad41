#include <algorithm>
#include <iterator>

#include "core/bytes.h"
#include "core/collation.h"
#include "core/text.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/actions/take_at_counter.h"
#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/http/api.h"
#include "modules/one_stop/http/counts.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/pages/counter_pages.h"
#include "modules/one_stop/pages/dossier_lists.h"
#include "modules/one_stop/storage/form_shelf.h"
#include "modules/one_stop/storage/paper_store.h"
#include "modules/one_stop/storage/procedure_shelf.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/identity/person_number.h"
#include "platform/identity/posts.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"

namespace dongson::one_stop {

namespace {

// The form, with the communes that may decide the procedure when it is a commune's own.
std::optional<CounterFormView> FormOf(const OfficerRequest& request, std::string_view code) {
    auto procedure =
        request.platform.storage.Read([&](storage::Transaction& tx) { return ProcedureStore(tx).GetPublished(code); });
    if (!procedure) return std::nullopt;
    CounterFormView view;
    view.form = FormFor(*FormsOf(request.platform.storage, request.platform.clock.Now().LocalDate()), *procedure);
    const UnitId opened{ToNumber(request.http.form.Value("quay"))};
    view.counter = opened && request.officer.May(opened, kReceive) ? opened : request.officer.UnitFor(kReceive);
    view.counter_name = request.platform.units.Now()->NameOf(view.counter);
    if (procedure->level == organisation::Level::commune) {
        view.deciding =
            request.platform.units.Now()->Existing(organisation::Level::commune, request.platform.clock.Now().LocalDate());
        SortByName(view.deciding, [](const auto* unit) { return unit->short_name; });
        view.competent = view.counter;
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
    walk_in.counter = view.counter;
    walk_in.shown = definitions::EditionId{ToNumber(form.Value(kFormField))};
    for (const auto& section : view.form.sections)
        for (const auto& question : section.questions) walk_in.answers[question.key] = form.Values(question.key);
    walk_in.handed_in = HandedInOf(form, view.procedure);
    walk_in.delivery = ParseDelivery(form.Value(kDeliveryField));
    walk_in.delivery_address = Trim(form.Value(kDeliveryAddressField));
    using namespace mandate_fields;
    // An empty part of the page names nobody; whatever stands there is meant.
    if (std::ranges::any_of(std::initializer_list{kName, kNumber, kPhone, kAddress, kBasis, kFrom, kUntil, kPowersField},
                            [&](std::string_view field) { return !Trim(form.Value(field)).empty(); }))
        for (const auto field : {kName, kNumber, kPhone, kAddress, kBasis, kFrom, kUntil, kPowersField})
            if (form.Has(field)) walk_in.mandatary[std::string(field)] = form.Values(field);
    walk_in.all_present = form.Value(kAllPresentField) == "co";
    walk_in.despite_alike = form.Value(kDespiteAlikeField) == "co";
    if (!view.deciding.empty() && form.Has("noi_giai_quyet")) walk_in.competent = UnitId{ToNumber(form.Value("noi_giai_quyet"))};
    return walk_in;
}

void ShowAlike(const OfficerRequest& request, CounterFormView& view, std::vector<AlikeDossier> alike) {
    const auto units = request.platform.units.Now();
    view.alike = std::move(alike);
    view.alike_units.clear();
    for (const auto& dossier : view.alike) view.alike_units.push_back(units->NameOf(dossier.intake));
}

// The form as it was typed, again.
void ShowTyped(CounterFormView& view, WalkIn walk_in) {
    view.typed = std::move(walk_in.person);
    view.answers = std::move(walk_in.answers);
    view.mandatary = std::move(walk_in.mandatary);
    view.all_present = walk_in.all_present;
    view.handed_in = std::move(walk_in.handed_in);
    view.competent = walk_in.competent.value_or(view.competent);
    view.delivery = walk_in.delivery;
    view.delivery_address = std::move(walk_in.delivery_address);
}

// Writes into the empty fields what the counter knows of the number.
void FillIn(const OfficerRequest& request, CounterFormView& view) {
    ShowTyped(view, WalkInOf(view, request.http.form));
    auto known = WhoIsKnown(request.platform, request.officer, view.typed.number, view.procedure);
    ShowAlike(request, view, std::move(known.alike));
    if (!known.person) {
        const auto number = identity::ParsePersonNumber(view.typed.number, request.platform.clock.Now().LocalDate());
        view.faults.push_back(number ? Refusal{"COUNTER_UNKNOWN", Say("Đơn vị chưa có hồ sơ nào của số này."), "so_dinh_danh"}
                                     : Refusal{number.error().code, number.error().sentence, "so_dinh_danh"});
        return;
    }
    view.filled_in = true;
    for (const auto field : {&Person::name, &Person::phone, &Person::address, &Person::email})
        if ((view.typed.*field).empty()) view.typed.*field = std::move((*known.person).*field);
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
    ShowAlike(request, view, AlikeAt(request.platform, request.officer, walk_in.person.number, view.procedure));
    ShowTyped(view, std::move(walk_in));
    return std::nullopt;
}

constexpr int kCounterRows = 25, kOftenRows = 12, kOftenDays = 90;

// What this counter took in most in these months, of what is still published.
FoundProcedures OftenAt(const OfficerRequest& request) {
    const auto now = request.platform.clock.Now();
    return request.platform.storage.Read([&](storage::Transaction& tx) {
        auto published = SearchShelf(ShelfOf(tx), "");
        const auto rows = std::exchange(published.rows, {});
        const auto codes = DossierStore(tx).OftenTaken(request.officer.UnitFor(kReceive),
                                                       Instant::At(now.LocalDate() - kOftenDays, 0), kOftenRows);
        for (const auto& code : codes) {
            const auto row = std::ranges::find(rows, code, &ProcedureRow::code);
            if (row != rows.end()) published.rows.push_back(*row);
        }
        return published;
    });
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
            book.receivers.merge(PaperStore(tx).ReceiversOf(unit, Instant::At(book.from, 0), Instant::At(book.until + 1, 0)));
            std::ranges::move(DossierStore(tx).Register(unit, book.kind, Instant::At(book.from, 0),
                                                        Instant::At(book.until + 1, 0), now, kMostRows + 1, book.domain),
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
                               .kind = ParseFigureKind(request.http.Asked("loc")),
                               .domain = request.http.Asked("linh-vuc")},
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
    web::MarkActive("counter");
    CounterView view{.search = SearchProcedures(request.platform, request.http, kCounterRows), .often = {}};
    if (view.search.text.empty()) view.often = OftenAt(request);
    return NoStore(web::Page(CounterSearchPage(view)));
}

web::Response ShowCounterForm(const OfficerRequest& request) {
    web::MarkActive("counter");
    auto view = FormOf(request, request.http.Parameter("code"));
    if (!view) return web::RefusalPage(NotOffered(request.platform.storage, request.http.Parameter("code")));
    view->key = Hex(RandomBytes(16));
    return NoStore(web::Page(CounterFormPage(*view)));
}

web::Response TakeDossier(const OfficerRequest& request) {
    web::MarkActive("counter");
    auto view = FormOf(request, request.http.Parameter("code"));
    if (!view) return web::RefusalPage(NotOffered(request.platform.storage, request.http.Parameter("code")));
    view->key = request.http.form.Value("khoa");
    if (request.http.form.Value("viec") == "dien") {
        FillIn(request, *view);
        return NoStore(web::Page(CounterFormPage(*view)));
    }
    if (const auto dossier = TakeIn(request, *view)) return web::SeeOtherPage("/can-bo/ho-so/" + dossier->code);
    return NoStore(web::Page(CounterFormPage(*view), web::StatusOf(view->faults.front().kind)));
}

// What FillIn writes, for a page that stays as it is.
web::Response ShowKnownPerson(const OfficerRequest& request) {
    const auto code = request.http.Parameter("code");
    const auto procedure =
        request.platform.storage.Read([&](storage::Transaction& tx) { return ProcedureStore(tx).GetPublished(code); });
    if (!procedure) return web::Problem(NotOffered(request.platform.storage, code));
    const auto known = WhoIsKnown(request.platform, request.officer, request.http.form.Value("so_dinh_danh"), *procedure);
    json::object answer{{"known", nullptr}};
    if (known.person)
        answer["known"] = json::object{{"ho_ten", known.person->name},
                                       {"so_dien_thoai", known.person->phone},
                                       {"dia_chi", known.person->address},
                                       {"thu_dien_tu", known.person->email}};
    json::array alike;
    for (const auto& dossier : known.alike)
        alike.push_back(json::object{{"code", dossier.code},
                                     {"unit", request.platform.units.Now()->NameOf(dossier.intake)},
                                     {"submitted", dossier.submitted.LocalDate().Spoken()}});
    answer["alike"] = std::move(alike);
    return Answer(std::move(answer));
}

web::Response ApiTakeDossier(const OfficerRequest& request) {
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    const auto code = TextOf(*body, "procedure");
    auto view = FormOf(request, code);
    if (!view) return web::Problem(NotOffered(request.platform.storage, code));
    auto& form = request.http.form;
    for (const auto& [member, field] :
         {std::pair("name", "ho_ten"), std::pair("number", "so_dinh_danh"), std::pair("address", "dia_chi"),
          std::pair("phone", "so_dien_thoai"), std::pair("email", "thu_dien_tu")})
        form.fields.emplace_back(field, TextOf(*body, member));
    for (const auto& [question, values] : AnswersOf(*body))
        for (const auto& value : values) form.fields.emplace_back(question, value);
    static constexpr MemberField kMandatary[] = {{"name", mandate_fields::kName},
                                                 {"number", mandate_fields::kNumber},
                                                 {"phone", mandate_fields::kPhone},
                                                 {"address", mandate_fields::kAddress}};
    if (const auto* mandate = body->if_contains("mandate"); mandate != nullptr && mandate->is_object())
        for (const auto& [field, values] : MandateFieldsOf(mandate->as_object(), kMandatary))
            for (const auto& value : values) form.fields.emplace_back(field, value);
    if (const auto* present = body->if_contains("all_present"); present != nullptr && present->is_bool() && present->as_bool())
        form.fields.emplace_back(kAllPresentField, "co");
    if (body->contains("competent")) {
        const auto* unit = request.platform.units.Now()->FindByKey(TextOf(*body, "competent"));
        form.fields.emplace_back("noi_giai_quyet", unit == nullptr ? "" : ToText(unit->id));
    }
    form.fields.emplace_back(kDeliveryField, DeliveryField(body->contains("delivery") ? TextOf(*body, "delivery") : "counter"));
    form.fields.emplace_back(kDeliveryAddressField, TextOf(*body, "delivery_address"));
    if (const auto* again = body->if_contains("despite_alike"); again != nullptr && again->is_bool() && again->as_bool())
        form.fields.emplace_back(kDespiteAlikeField, "co");
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
    auto view = RegisterOf(request);
    view.saved = SavedViewsOf(request, ListPage::register_book);
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
