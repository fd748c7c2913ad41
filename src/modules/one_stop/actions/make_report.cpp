#include "modules/one_stop/actions/make_report.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/collation.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/storage/process_shelf.h"
#include "modules/one_stop/storage/report_store.h"
#include "platform/calendar/calendars.h"
#include "platform/identity/storage/account_store.h"
#include "platform/organisation/directory.h"
#include "platform/platform.h"
#include "storage/database.h"

namespace dongson::one_stop {

namespace {

// Where people are counted: nobody has worked on it yet; somebody of another unit did.
constexpr std::string_view kNobodyYet = "chua-ai", kElsewhere = "noi-khac";

// The state of a dossier's process, in the edition that the dossier goes by.
class States {
  public:
    explicit States(storage::Transaction& tx) : processes_(DossierProcesses(), tx) {}

    const workflow::State* Of(const Passage& passage, std::string_view state) {
        const auto* process = processes_.Of(passage.process_edition, passage.process);
        if (process != nullptr) return process->Find(state);
        const auto found = Processes().find(passage.process);
        return found == Processes().end() ? nullptr : found->second.Find(state);
    }

  private:
    workflow::OpenedProcesses processes_;
};

// An office and those whose work it does; one that ended and whose work nobody took over as a whole is told by itself.
std::vector<UnitId> OfficesOf(const organisation::Units& units, UnitId office, Date day) {
    auto offices = units.ActsFor(office, day);
    if (offices.empty()) offices.push_back(office);
    return offices;
}

// Reads unit after unit, and says in which row a dossier stands.
class Counting {
  public:
    Counting(const Platform& platform, storage::Transaction& tx, const ReportAsked& asked)
        : units_(platform.units.Now()), now_(platform.clock.Now()), tx_(tx), store_(tx), states_(tx), asked_(asked) {}

    // Each dossier that is counted, with its row; until `visit` says it has enough.
    void Each(const std::function<bool(Passage& passage, const Course& course, const ReportRow& row)>& visit) {
        for (const auto office : asked_.units) {
            const auto acts_for = OfficesOf(*units_, office, now_.LocalDate());
            own_ = {acts_for.begin(), acts_for.end()};
            for (const auto unit : acts_for) {
                auto passages = store_.Passages(unit, asked_.period);
                if (asked_.by == ReportBy::person) FindExaminers(unit, passages);
                for (auto& passage : passages) {
                    const auto course = CourseOf(passage, asked_.period, asked_.about, now_);
                    if (course && !visit(passage, *course, RowOf(passage, office))) return;
                }
            }
        }
    }

    // By unit, or by field, from the sums. Nothing when other units are counted there too.
    std::optional<std::map<std::string, ReportRow>> FromSums() {
        if (asked_.about != ReportAbout::period || asked_.units.size() < 2) return std::nullopt;
        const std::set<UnitId> wanted(asked_.units.begin(), asked_.units.end());
        std::map<std::string, ReportRow> rows;
        bool others = false;
        for (const auto& [key, counts] : store_.Counts(FlowPart::unit, asked_.period, now_)) {
            const auto* office = units_->InOfficeOn(key.first, now_.LocalDate());
            const auto unit = office == nullptr ? key.first : office->id;
            if (wanted.contains(unit))
                Add(rows, UnitRow(unit), counts);
            else
                others = true;
        }
        if (asked_.by == ReportBy::unit) return rows;
        if (asked_.by != ReportBy::domain || others) return std::nullopt;
        rows.clear();
        for (const auto& [key, counts] : store_.Counts(FlowPart::domain, asked_.period, now_))
            Add(rows, {key.second, key.second, {}}, counts);
        return rows;
    }

    // Those of many units that have any such dossiers, as the sums say.
    static std::vector<UnitId> UnitsWith(const Platform& platform, storage::Transaction& tx, const ReportRowsAsked& wanted) {
        auto asked = wanted.report;
        const bool of_unit = asked.by == ReportBy::unit && !wanted.row.empty();
        asked.by = ReportBy::unit;
        const auto rows = Counting(platform, tx, asked).FromSums();
        std::erase_if(asked.units, [&](UnitId unit) {
            if (of_unit && ToText(unit) != wanted.row) return true;
            if (!rows) return false;
            const auto row = rows->find(ToText(unit));
            return row == rows->end() || row->second.counts[wanted.column] == 0;
        });
        return asked.units;
    }

    static void Add(std::map<std::string, ReportRow>& rows, const ReportRow& row, const ReportCounts& counts) {
        rows.try_emplace(row.key, row).first->second.counts += counts;
    }

  private:
    ReportRow UnitRow(UnitId unit) const { return {ToText(unit), units_->NameOf(unit), {}}; }

    ReportRow RowOf(const Passage& passage, UnitId office) {
        switch (asked_.by) {
            case ReportBy::unit:
                return UnitRow(office);
            case ReportBy::procedure:
                return {passage.procedure_code, passage.procedure_name, {}};
            case ReportBy::person:
                return PersonRow(passage);
            default:
                return {passage.domain, passage.domain, {}};
        }
    }

    void FindExaminers(UnitId unit, const std::vector<Passage>& passages) {
        std::map<CaseId, const Passage*> by_dossier;
        for (const auto& passage : passages) by_dossier[passage.id] = &passage;
        steps_ = store_.Steps(unit, asked_.period);
        examiners_ = LastExaminers(steps_, [&](const StepTaken& step) {
            const auto passage = by_dossier.find(step.dossier);
            const auto* state = passage == by_dossier.end() ? nullptr : states_.Of(*passage->second, step.from);
            return state != nullptr && state->role == "specialist";
        });
    }

    // Whom it is given to, else who examined it last. People of other units are not told apart.
    ReportRow PersonRow(const Passage& passage) {
        const auto examiner = examiners_.find(passage.id);
        if (passage.assignee) {
            if (!own_.contains(passage.holder)) return Elsewhere();
            return {ToText(passage.assignee), NameOf(passage.assignee), {}};
        }
        if (examiner == examiners_.end()) return {std::string(kNobodyYet), Say("Chưa ai thụ lý").Now(), {}};
        if (!own_.contains(examiner->second->actor_unit)) return Elsewhere();
        return {ToText(examiner->second->actor), NameOf(examiner->second->actor), {}};
    }
    static ReportRow Elsewhere() { return {std::string(kElsewhere), Say("Người của đơn vị khác").Now(), {}}; }

    const std::string& NameOf(AccountId account) {
        const auto [found, fresh] = names_.try_emplace(account);
        if (fresh)
            if (const auto person = identity::AccountStore(tx_).Get(account)) found->second = person->name;
        return found->second;
    }

    std::shared_ptr<const organisation::Units> units_;
    Instant now_;
    storage::Transaction& tx_;
    ReportStore store_;
    States states_;
    const ReportAsked& asked_;
    std::set<UnitId> own_;  // the office that is being counted, and those whose work it does
    std::vector<StepTaken> steps_;
    std::map<CaseId, const StepTaken*> examiners_;
    std::map<AccountId, std::string> names_;
};

std::vector<ReportRow> InOrder(std::map<std::string, ReportRow> rows) {
    std::vector<ReportRow> ordered;
    ordered.reserve(rows.size());
    for (auto& [key, row] : rows) ordered.push_back(std::move(row));
    SortByName(ordered, [](const ReportRow& row) { return row.name; });
    // After all that are somebody.
    std::ranges::stable_partition(ordered, [](const ReportRow& row) { return row.key != kNobodyYet && row.key != kElsewhere; });
    return ordered;
}

// How long dossiers stood in the steps of one unit after the other, and which stand there now.
class Stepping {
  public:
    Stepping(const Platform& platform, storage::Transaction& tx, const ReportAsked& asked)
        : platform_(platform), now_(platform.clock.Now()), store_(tx), states_(tx), asked_(asked) {
        for (const auto office : asked.units)
            for (const auto unit : OfficesOf(*platform.units.Now(), office, now_.LocalDate())) Read(unit);
    }

    std::vector<StepFigures> Figures() const {
        std::set<std::string> names;
        for (const auto& [name, minutes] : minutes_) names.insert(name);
        for (const auto& [name, passages] : here_) names.insert(name);
        std::vector<StepFigures> rows;
        for (const auto& name : names) {
            StepFigures row{.name = name};
            if (const auto stays = minutes_.find(name); stays != minutes_.end()) {
                row.stays = static_cast<std::int64_t>(stays->second.size());
                row.median = MedianOf(stays->second);
                row.longest = std::ranges::max(stays->second);
            }
            if (Runs()) {
                const auto here = here_.find(name);
                row.here = here == here_.end() ? 0 : static_cast<std::int64_t>(here->second.size());
                row.past_due = here == here_.end() ? 0 : std::ranges::count_if(here->second, [&](const Passage& passage) {
                    return passage.step_due < now_;
                });
            }
            rows.push_back(std::move(row));
        }
        SortByName(rows, [](const StepFigures& row) { return row.name; });
        return rows;
    }

    std::vector<Passage> Dossiers(const std::string& name, StepColumn column) const {
        if (column == StepColumn::left) {
            const auto found = left_.find(name);
            return found == left_.end() ? std::vector<Passage>() : found->second;
        }
        const auto found = here_.find(name);
        auto passages = found == here_.end() || !Runs() ? std::vector<Passage>() : found->second;
        if (column == StepColumn::past_due)
            std::erase_if(passages, [&](const Passage& passage) { return passage.step_due >= now_; });
        return passages;
    }

  private:
    // What stands where now says nothing of a period that is over.
    bool Runs() const { return asked_.period.End() > now_; }

    std::string NameOf(const Passage& passage, const std::string& state) {
        const auto* found = states_.Of(passage, state);
        return found == nullptr || found->IsNobodys() ? std::string() : found->words.Now();
    }

    void Read(UnitId unit) {
        std::map<CaseId, Passage> passages;
        for (auto& passage : store_.Passages(unit, asked_.period)) {
            if (!passage.received) continue;
            const auto name = NameOf(passage, passage.state);
            if (!passage.Ended() && !name.empty()) here_[name].push_back(passage);
            passages.emplace(passage.id, std::move(passage));
        }
        for (const auto& stay : StaysThatEnded(store_.Steps(unit, asked_.period), asked_.period, *platform_.calendar.Now())) {
            const auto passage = passages.find(stay.dossier);
            if (passage == passages.end()) continue;
            const auto name = NameOf(passage->second, stay.state);
            if (name.empty()) continue;
            minutes_[name].push_back(stay.minutes);
            auto& left = left_[name];
            // Once, however often it stood there.
            if (left.empty() || left.back().id != stay.dossier) left.push_back(passage->second);
        }
    }

    const Platform& platform_;
    Instant now_;
    ReportStore store_;
    States states_;
    const ReportAsked& asked_;
    std::map<std::string, std::vector<std::int64_t>> minutes_;
    std::map<std::string, std::vector<Passage>> left_, here_;
};

}  // namespace

std::optional<Refusal> RefuseWide(const ReportAsked& asked) {
    const bool summed = asked.about == ReportAbout::period && (asked.by == ReportBy::unit || asked.by == ReportBy::domain);
    if (summed || asked.units.size() <= kMostUnitsAtOnce) return std::nullopt;
    return Refusal{
        "ONE_STOP_REPORT_TOO_WIDE",
        Say("Theo thủ tục, người thụ lý hoặc bước, hay chỉ tính hồ sơ nhận hoặc kết thúc trong kỳ, thì lập được cho nhiều nhất {1} đơn vị một lần. Hãy chọn một đơn vị.",
            std::to_string(kMostUnitsAtOnce)),
        "don-vi"};
}

Result<Report> MakeReport(const Platform& platform, const ReportAsked& asked) {
    if (auto refusal = RefuseWide(asked)) return std::unexpected(*std::move(refusal));
    Report report{.asked = asked, .made = platform.clock.Now()};
    platform.storage.Read([&](storage::Transaction& tx) {
        if (asked.by == ReportBy::step) {
            report.steps = Stepping(platform, tx, asked).Figures();
            return 0;
        }
        Counting counting(platform, tx, asked);
        auto rows = counting.FromSums();
        if (!rows) {
            rows.emplace();
            counting.Each([&](const Passage&, const Course& course, const ReportRow& row) {
                ReportCounts counts;
                counts.Add(course.began, 1);
                if (course.ended != course.began) counts.Add(course.ended, 1);
                Counting::Add(*rows, row, counts);
                return true;
            });
        }
        report.rows = InOrder(std::move(*rows));
        return 0;
    });
    for (const auto& row : report.rows) report.total += row.counts;
    return report;
}

ReportDossiers DossiersOfReport(const Platform& platform, const ReportRowsAsked& asked, std::size_t rows) {
    ReportDossiers found;
    platform.storage.Read([&](storage::Transaction& tx) {
        found = {};
        auto report = asked.report;
        report.units = Counting::UnitsWith(platform, tx, asked);
        Counting(platform, tx, report).Each([&](Passage& passage, const Course& course, const ReportRow& row) {
            if (!course.In(asked.column) || (!asked.row.empty() && asked.row != row.key)) return true;
            if (!asked.row.empty()) found.row = row.name;
            found.dossiers.push_back(std::move(passage));
            return found.dossiers.size() < rows;
        });
        return 0;
    });
    return found;
}

std::vector<Passage> DossiersOfStep(const Platform& platform, const ReportAsked& asked, const std::string& step,
                                    StepColumn column, std::size_t rows) {
    auto found =
        platform.storage.Read([&](storage::Transaction& tx) { return Stepping(platform, tx, asked).Dossiers(step, column); });
    if (found.size() > rows) found.resize(rows);
    return found;
}

}  // namespace dongson::one_stop
