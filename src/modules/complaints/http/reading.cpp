#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "core/collation.h"
#include "core/text.h"
#include "modules/complaints/capabilities.h"
#include "modules/complaints/domain/complaint_kind.h"
#include "modules/complaints/http/handlers.h"
#include "platform/calendar/calendars.h"
#include "platform/figures/protection.h"
#include "platform/identity/posts.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/circumstances.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::complaints {

using storage::Transaction;
using workflow::Actor;

namespace {

constexpr std::size_t kListed = 200;
constexpr int kMineListed = 100, kShownListed = 20, kQuarters = 4;

void AddPeople(const OfficerRequest& request, Transaction& tx, CaseView& view) {
    const auto& complaint = view.complaint;
    identity::AccountStore accounts(tx);
    if (complaint.assignee)
        if (const auto account = accounts.Get(complaint.assignee)) view.assignee = account->name;
    view.may_assign = !complaint.closed && complaint.state == "verifying" && request.officer.May(complaint.holder, kSign);
    view.may_take = !complaint.closed && complaint.state == "verifying" && !complaint.assignee &&
                    request.officer.May(complaint.holder, kSettle);
    if (view.may_assign)
        view.colleagues =
            identity::ColleaguesOn(accounts, *request.platform.units.Now(), complaint.holder, kSettle, view.now.LocalDate());
    std::erase_if(view.colleagues, [&](const auto& each) { return IsNamed(complaint, each.name); });
}

std::int64_t Day(std::string_view typed, std::int64_t otherwise, int more, bool& wrong) {
    const auto text = Trim(typed);
    if (text.empty()) return otherwise;
    const auto day = Date::ParseSpoken(text);
    wrong = wrong || !day;
    return day ? Instant::At(*day + more, 0).ms : otherwise;
}

// The quarters that are over, the newest first, and what is told of each.
std::vector<PublicRow> FiguresOf(ComplaintStore& complaints, Instant now) {
    std::vector<PublicRow> rows;
    auto year = now.LocalDate().Year();
    auto quarter = (now.LocalDate().Month() - 1) / 3;  // the last that is over, from 1
    for (int back = 0; back < kQuarters; ++back, --quarter) {
        if (quarter == 0) {
            quarter = 4;
            --year;
        }
        const auto from = Date::Of(year, quarter * 3 - 2, 1);
        const auto until = quarter == 4 ? Date::Of(year + 1, 1, 1) : Date::Of(year, quarter * 3 + 1, 1);
        for (auto& told : complaints.CountForPublic(Instant::At(from, 0), Instant::At(until, 0)))
            rows.push_back({.quarter = fmt::format("{}/{}", quarter, year),
                            .feedback = told.kind == kFeedback,
                            .filed = figures::Shown(told.filed),
                            .settled = figures::Shown(told.settled),
                            .on_time = figures::Shown(told.on_time)});
    }
    return rows;
}

}  // namespace

Refusal NoSuchCase(std::string_view code) {
    return Refusal::NotFound(Say("Không có đơn mã {1} mà đơn vị bạn giải quyết hoặc được hỏi.", code));
}

Refusal NotYourCase(std::string_view code) {
    return Refusal::NotFound(Say("Không có đơn mã {1} của bạn.", code));
}

bool WorksOnComplaints(const identity::Officer& officer) {
    return std::ranges::any_of(kCapabilities, [&](const auto& each) { return officer.May(each); });
}

Refusal NoRegister() {
    return Refusal::Forbidden(Say("Bạn không có quyền giải quyết khiếu nại, phản ánh."));
}

std::optional<CaseView> OfficeViewOf(const OfficerRequest& request) {
    return request.platform.storage.Read([&](Transaction& tx) -> std::optional<CaseView> {
        auto complaint = ComplaintStore(tx).Get(request.http.Parameter("code"));
        if (!complaint || IsNamed(*complaint, request.officer)) return std::nullopt;
        workflow::CaseStore cases(tx);
        CaseView view;
        view.now = request.platform.clock.Now();
        const auto units = request.platform.units.Now();
        const auto moving = MovingOf(*complaint);
        const auto asked = cases.Consultations(complaint->id);
        const auto circumstances = workflow::CircumstancesOf(request.platform, tx, moving, asked, view.now);
        const auto actor = Actor::Of(request.officer);
        view.whole = MayRead(*complaint, circumstances.holder_today, request.officer);
        if (!view.whole && workflow::AskedOf(ComplaintKind(), actor, circumstances) == nullptr) return std::nullopt;
        view.allowed = AllowedOn(*complaint, actor, circumstances);
        view.unit = units->NameOf(complaint->holder);
        view.about_unit = units->NameOf(complaint->about_unit);
        for (const auto& each : asked) view.units[each.unit] = units->NameOf(each.unit);
        view.consultations = asked;
        for (const auto& each : circumstances.open)
            if (workflow::AskedOf(ComplaintKind(), actor, {.open = {each}}) != nullptr) view.answerable.insert(each.id);
        if (view.whole) {
            view.happenings = cases.HappeningsWithFiles(complaint->id);
            for (const auto& each : view.happenings)
                if (each.actor_unit) view.units[each.actor_unit] = units->NameOf(each.actor_unit);
            view.to_ask = desk::UnitsToAskOn(*units, view.now.LocalDate(), complaint->holder);
            if (!complaint->former_code.empty()) view.former = ComplaintStore(tx).Get(complaint->former_code);
        } else {
            std::erase_if(view.consultations,
                          [&](const auto& each) { return !request.officer.WorksIn(each.unit) || each.answered.has_value(); });
        }
        view.complaint = *std::move(complaint);
        if (view.whole) AddPeople(request, tx, view);
        return view;
    });
}

RegisterView RegisterOf(const OfficerRequest& request, RegisterAsked wanted) {
    RegisterView view;
    view.now = request.platform.clock.Now();
    view.kind = wanted.kind == kSettling || wanted.kind == kFeedback ? std::move(wanted.kind) : "";
    view.state = std::move(wanted.state);
    view.from = std::move(wanted.from);
    view.until = std::move(wanted.until);
    view.may_receive = request.officer.May(kReceive);
    Asked asked;
    asked.kind = view.kind;
    asked.open = view.state == "xong" ? 0 : view.state == "tat-ca" ? 2 : 1;
    asked.late = view.state == "qua-han";
    bool wrong = false;
    asked.from = {Day(view.from, 0, 0, wrong)};
    asked.until = {Day(view.until, kNever.ms, 1, wrong)};
    if (wrong) view.faults.push_back({"ANSWER_NOT_A_DATE", Say("Nhập ngày có thật, ví dụ 27/3/2025."), "tu"});
    const auto units = request.platform.units.Now();
    const auto today = view.now.LocalDate();
    std::map<std::pair<Instant, CaseId>, Complaint, std::greater<>> found;
    request.platform.storage.Read([&](Transaction& tx) {
        ComplaintStore complaints(tx);
        std::vector<UnitId> own, below;
        for (const auto& post : request.officer.appointments) {
            const bool works =
                std::ranges::any_of(kCapabilities, [&](const auto& each) { return request.officer.May(post.unit, each); });
            if (!works) continue;
            for (const auto unit : units->ActsFor(post.unit, today)) own.push_back(unit);
            if (request.officer.May(post.unit, kSign))
                for (const auto* child : units->Children(post.unit, today)) below.push_back(child->id);
        }
        for (const auto unit : own) {
            asked.unit = unit;
            for (auto& each : complaints.Find(asked, view.now, static_cast<int>(kListed) + 1))
                if (!IsNamed(each, request.officer)) found.emplace(std::pair(each.filed, each.id), std::move(each));
        }
        if (!below.empty())
            for (auto& each : complaints.Count(asked.from, asked.until, view.now))
                if (std::ranges::find(below, each.unit) != below.end()) view.below.push_back(std::move(each));
        return 0;
    });
    for (auto& [order, complaint] : found) {
        view.cut = view.rows.size() == kListed;
        if (view.cut) break;
        view.units[complaint.about_unit] = units->NameOf(complaint.about_unit);
        view.rows.push_back(std::move(complaint));
    }
    for (const auto& each : view.below) view.units[each.unit] = units->NameOf(each.unit);
    return view;
}

std::optional<CaseView> OwnViewOf(const CitizenRequest& request) {
    return request.platform.storage.Read([&](Transaction& tx) -> std::optional<CaseView> {
        auto complaint = ComplaintStore(tx).Get(request.http.Parameter("code"));
        if (!complaint || complaint->filer != request.citizen().id) return std::nullopt;
        CaseView view;
        view.now = request.platform.clock.Now();
        view.unit = request.platform.units.Now()->NameOf(complaint->handler);
        view.happenings = workflow::CaseStore(tx).HappeningsWithFiles(complaint->id);
        const auto circumstances = workflow::CircumstancesOf(request.platform, tx, MovingOf(*complaint),
                                                             workflow::CaseStore(tx).Consultations(complaint->id), view.now);
        view.allowed = AllowedOn(*complaint, Actor::Of(request.citizen()), circumstances);
        const auto* handler = request.platform.units.Now()->Find(complaint->handler);
        if (handler != nullptr && handler->parent)
            view.again_until = MayComplainAgainUntil(*complaint, *request.platform.calendar.Now(), view.now);
        view.again = ComplaintStore(tx).AgainOf(complaint->id).value_or("");
        view.complaint = *std::move(complaint);
        return view;
    });
}

std::vector<Complaint> ComplaintsOf(const Platform& platform, AccountId filer) {
    return platform.storage.Read([&](Transaction& tx) { return ComplaintStore(tx).OfFiler(filer, kMineListed); });
}

PublicView PublicViewOf(const AnyRequest& request) {
    PublicView view;
    view.now = request.platform.clock.Now();
    view.feedback_days = kDefaultFeedbackDays;
    request.platform.settings.Into(kFeedbackDays, view.feedback_days);
    const auto* account = request.account();
    view.signed_in = account != nullptr && account->kind != identity::AccountKind::officer;
    request.platform.storage.Read([&](Transaction& tx) {
        ComplaintStore complaints(tx);
        view.shown = complaints.Shown(kShownListed);
        for (const auto& each : view.shown) view.answered_by[each.handler] = request.platform.units.Now()->NameOf(each.handler);
        view.figures = FiguresOf(complaints, view.now);
        if (view.signed_in) view.mine = complaints.OfFiler(account->id, kMineListed);
        return 0;
    });
    return view;
}

NewComplaint WantedIn(const web::Form& form) {
    NewComplaint wanted;
    wanted.feedback = form.Value("loai") == "phan-anh";
    wanted.about = form.Value("ve_viec");
    wanted.about_code = form.Value("thu_tuc");
    wanted.named = form.Value("can_bo");
    wanted.unit = {ToNumber(form.Value("don_vi"))};
    wanted.said = form.Value("noi_dung");
    wanted.wish = form.Value("yeu_cau");
    wanted.known = Date::ParseSpoken(Trim(form.Value("ngay_biet")));
    wanted.may_publish = form.Has("cong_khai");
    wanted.former = Trim(form.Value("truoc"));
    wanted.key = form.Value("khoa");
    return wanted;
}

std::vector<web::Choice> UnitChoices(const Platform& platform) {
    std::vector<web::Choice> choices{{"", Say("Chọn cơ quan, đơn vị").Now(), ""}};
    const auto units = platform.units.Now();
    const auto today = platform.clock.Now().LocalDate();
    for (const auto level : {organisation::Level::commune, organisation::Level::province}) {
        auto existing = units->Existing(level, today);
        SortByName(existing, [](const auto* unit) { return unit->name; });
        for (const auto* unit : existing) choices.push_back({ToText(unit->id), unit->name, ""});
    }
    return choices;
}

}  // namespace dongson::complaints
