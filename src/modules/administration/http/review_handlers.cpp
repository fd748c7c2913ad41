// The yearly review of who may what: by unit, looked over and written down.
#include <algorithm>
#include <map>
#include <set>

#include "core/collation.h"
#include "core/read_file.h"
#include "core/temporary_folder.h"
#include "core/text.h"
#include "modules/administration/http/handlers.h"
#include "modules/administration/http/reviewed.h"
#include "modules/administration/pages/review_page.h"
#include "platform/identity/proposed_acts.h"
#include "web/layout.h"

namespace dongson::administration {

using storage::Transaction;
using web::NoStore;

namespace {

constexpr std::size_t kPostsOfPage = 100;

bool IsDue(const ReviewLine& line, Date today) {
    const auto since = line.reviewed ? std::optional(line.reviewed->at.LocalDate()) : line.post.held.from;
    return !since || *since < today + (-kReviewDays);
}

// Every post of today or to come of who still has an account; of one unit, or of all.
std::vector<ReviewLine> LinesAsKept(const Platform& platform, UnitId unit) {
    const auto today = platform.clock.Now().LocalDate();
    const auto units = platform.units.Now();
    const auto book = identity::RolesNow();
    std::vector<ReviewLine> lines;
    platform.storage.Read([&](Transaction& tx) {
        identity::StaffStore staff(tx);
        std::map<AccountId, identity::OfficerRow> officers;
        for (auto& officer : staff.Officers()) officers.emplace(officer.id, std::move(officer));
        const auto came_in = staff.LastCameIn();
        const auto reviews = ReviewStore(tx).Newest();
        for (auto& post : staff.Posts()) {
            const auto whose = officers.find(post.account);
            if (whose == officers.end() || whose->second.disabled) continue;
            if ((post.held.until && *post.held.until < today) || (unit && post.held.unit != unit)) continue;
            ReviewLine line{.post = std::move(post), .login = whose->second.login, .name = whose->second.name};
            line.unit = units->NameOf(line.post.held.unit);
            for (const auto& key : line.post.held.role.capabilities()) line.capabilities.emplace_back(book->Declared(key).Now());
            line.of_weight = identity::WantsTwoPeople(line.post.held.role);
            if (const auto last = came_in.find(line.post.account); last != came_in.end()) line.came_in = last->second;
            if (const auto review = reviews.find(line.post.held.id); review != reviews.end()) line.reviewed = review->second;
            line.due = IsDue(line, today);
            lines.push_back(std::move(line));
        }
        return 0;
    });
    return lines;
}

// Who signs or administrates first, then by name.
std::vector<ReviewLine> LinesOfReview(const Platform& platform, UnitId unit) {
    auto lines = LinesAsKept(platform, unit);
    SortByName(lines, [](const ReviewLine& line) { return line.name; });
    std::ranges::stable_partition(lines, &ReviewLine::of_weight);
    return lines;
}

UnitId UnitOfReview(const OfficerRequest& request) {
    return {ToNumber(request.http.Parameter("unit"))};
}

std::optional<UnitReviewView> ViewOfUnit(const OfficerRequest& request, std::int64_t page) {
    const auto unit = UnitOfReview(request);
    if (request.platform.units.Now()->Find(unit) == nullptr) return std::nullopt;
    UnitReviewView view{.unit = unit, .name = request.platform.units.Now()->NameOf(unit), .reader = request.officer.account.id};
    auto lines = LinesOfReview(request.platform, unit);
    view.pages = static_cast<int>(std::max<std::size_t>(1, (lines.size() + kPostsOfPage - 1) / kPostsOfPage));
    view.page = static_cast<int>(std::clamp<std::int64_t>(page, 1, view.pages));
    const auto first = static_cast<std::size_t>(view.page - 1) * kPostsOfPage;
    for (auto at = first; at < std::min(lines.size(), first + kPostsOfPage); ++at) view.lines.push_back(std::move(lines[at]));
    view.digest = ReviewDigest(view.lines);
    return view;
}

web::Response NoUnit() {
    return web::RefusalPage(Refusal::NotFound(Say("Không có đơn vị này.")));
}

web::Response Answer(const UnitReviewView& view) {
    const int status = view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
    return NoStore(web::Page(UnitReviewPage(view), status));
}

// One after another: what one of them refuses keeps no other.
void Write(const OfficerRequest& request, const std::vector<ReviewLine>& lines, const std::set<std::string>& ending,
           UnitReviewView& done) {
    const auto by = identity::Manager::Of(request.officer.account);
    const auto now = request.platform.clock.Now();
    const auto why = Say("Rà soát quyền hằng năm").In(Language::vietnamese);
    std::vector<const ReviewLine*> kept;
    for (const auto& line : lines) {
        if (line.post.account == by.id) continue;
        const auto& held = line.post.held;
        if (!ending.contains(ToText(held.id))) {
            kept.push_back(&line);
            continue;
        }
        // One that has not begun ends before it does.
        const auto last = held.from && *held.from > now.LocalDate() ? *held.from - 1 : now.LocalDate();
        const auto ended = identity::DoOrAsk(request.platform, by, identity::EndOfPost(line.post.account, held.id, last, why));
        if (!ended)
            std::ranges::copy(ended.error(), std::back_inserter(done.faults));
        else
            ++(ended->asked ? done.asked : done.ended);
    }
    request.platform.storage.MustWrite([&](Transaction& tx) {
        std::vector<ledger::BoundRow> rows;
        for (const auto* line : kept) {
            rows.push_back(ReviewStore(tx).Insert(line->post.held.id, by.id, by.name, now));
            identity::StaffStore(tx).Note(line->post.account, by.id, by.name, "reviewed",
                                          line->post.held.position + ", " + line->unit, now);
        }
        ledger::BindRows(request.platform.ledger, tx, kReviewsTable, rows);
    });
    done.kept = kept.size();
}

}  // namespace

std::size_t CountUnreviewed(const Platform& platform) {
    const auto lines = LinesAsKept(platform, {});
    return static_cast<std::size_t>(std::ranges::count_if(lines, &ReviewLine::due));
}

web::Response ShowReview(const OfficerRequest& request) {
    web::MarkActive("administration");
    ReviewView view;
    std::map<UnitId, ReviewedUnit> units;
    for (const auto& line : LinesAsKept(request.platform, {})) {
        auto& unit = units[line.post.held.unit];
        unit.unit = line.post.held.unit;
        unit.name = line.unit;
        ++unit.posts;
        ++view.posts;
        unit.due += line.due ? 1 : 0;
        view.due += line.due ? 1 : 0;
    }
    for (auto& [id, unit] : units) view.units.push_back(std::move(unit));
    SortByName(view.units, [](const ReviewedUnit& unit) { return unit.name; });
    std::ranges::stable_sort(view.units, std::ranges::greater{}, &ReviewedUnit::due);
    return NoStore(web::Page(ReviewPage(view)));
}

web::Response ShowUnitReview(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto view = ViewOfUnit(request, ToNumber(request.http.Asked("trang")));
    return view ? Answer(*view) : NoUnit();
}

web::Response SaveUnitReview(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto page = ToNumber(request.http.form.Value("trang"));
    auto view = ViewOfUnit(request, page);
    if (!view) return NoUnit();
    // What is agreed to is what was shown.
    if (request.http.form.Value("da_xem") != view->digest) {
        view->faults = {{"REVIEW_STALE",
                         Say("Từ khi bạn xem, có chức vụ đã khác. Đây là danh sách của lúc này; hãy xem lại rồi ghi."), "",
                         RefusalKind::conflict}};
        return Answer(*view);
    }
    const auto ticked = request.http.form.Values("ket_thuc");
    UnitReviewView done;
    Write(request, view->lines, {ticked.begin(), ticked.end()}, done);
    auto now = ViewOfUnit(request, page);
    if (!now) return NoUnit();
    now->kept = done.kept;
    now->ended = done.ended;
    now->asked = done.asked;
    now->faults = std::move(done.faults);
    return Answer(*now);
}

web::Response DownloadReview(const OfficerRequest& request) {
    const LanguageScope record(Language::vietnamese);
    const auto unit = UnitOfReview(request);
    const auto lines = LinesOfReview(request.platform, unit);
    const bool book = request.http.path.ends_with(".xlsx");
    std::string bytes;
    if (book) {
        const TemporaryFolder folder;
        const auto path = folder.path() + "/ra-soat.xlsx";
        WriteReviewBook(lines, path);
        bytes = ReadFile(path).value_or("");
    } else {
        bytes = ReviewCsv(lines);
    }
    auto response = web::Bytes(
        std::move(bytes), book ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8");
    response.With("content-disposition", std::string("attachment; filename=\"ra-soat-quyen") + (book ? ".xlsx\"" : ".csv\""));
    return NoStore(std::move(response));
}

}  // namespace dongson::administration
