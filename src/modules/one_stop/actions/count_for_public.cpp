#include "modules/one_stop/actions/count_for_public.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/storage/figure_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "modules/one_stop/storage/process_shelf.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

namespace {

using figures::Rows;

std::string YesNo(bool yes) {
    return yes ? "có" : "không";
}

Rows ProcedureRows(const Platform& platform) {
    Rows rows;
    for (const auto& row : platform.storage.Read([](storage::Transaction& tx) { return ProcedureStore(tx).All(); }))
        rows.push_back({row.code, row.name, row.domain, std::string(organisation::LevelWord(row.level)),
                        std::string(OnlineLevelName(row.online)), YesNo(row.online_assigned), YesNo(row.national),
                        YesNo(row.national && row.national_assigned), YesNo(row.for_people), YesNo(row.for_businesses)});
    std::ranges::sort(rows);
    return rows;
}

std::string DayOf(const std::optional<Date>& day) {
    return day ? day->Iso() : "";
}

std::string SeatWord(std::string_view seat) {
    static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
        {workflow::seats::kApplicant, "người nộp"}, {"intake", "nơi tiếp nhận"},
        {"competent", "cơ quan có thẩm quyền"},     {"district", "cấp huyện cũ"},
        {"department", "sở, ngành chuyên môn"},     {workflow::seats::kNobody, "không ai"}};
    const auto* found = std::ranges::find(kWords, seat, &std::pair<std::string_view, std::string_view>::first);
    return std::string(found == std::end(kWords) ? seat : found->second);
}

// What is in force today; where no edition is known, as it comes with the program.
std::map<std::string, const workflow::Process*> ProcessesOf(const Platform& platform) {
    std::map<std::string, const workflow::Process*> processes;
    for (const auto& [key, process] : Processes()) processes.emplace(key, &process);
    for (const auto& [key, held] : *DossierProcesses().InForce(platform.storage, platform.clock.Now().LocalDate()))
        processes.insert_or_assign(key, held.process);
    return processes;
}

Rows StateRows(const Platform& platform) {
    Rows rows;
    for (const auto& [key, process] : ProcessesOf(platform))
        for (const auto& [name, state] : process->states)
            rows.push_back({key, process->name.vi, DayOf(process->from), DayOf(process->until), name, state.words.vi,
                            state.citizen.vi, SeatWord(state.seat), std::to_string(state.share)});
    return rows;
}

Rows StepRows(const Platform& platform) {
    Rows rows;
    for (const auto& [key, process] : ProcessesOf(platform))
        for (const auto& event : process->events)
            for (const auto& from : event.from) rows.push_back({key, from, event.key, event.label.vi, event.to, event.form});
    std::ranges::sort(rows);
    return rows;
}

void AddMonth(const Platform& platform, Date first, Rows& rows) {
    const auto counted = platform.storage.Read(
        [&](storage::Transaction& tx) { return FigureStore(tx).OfAll(Months::Of(first, first), platform.clock.Now()); });
    const auto units = platform.units.Now();
    const auto add = [&](UnitId id, const std::string& domain, const FigureCounts& counts) {
        const auto told = counts.ForPublic();
        if (!told.HasRow()) return;
        const auto* unit = units->Find(id);
        std::vector<std::string> cells{fmt::format("{:04}-{:02}", first.Year(), first.Month()), unit == nullptr ? "" : unit->key,
                                       unit == nullptr ? "" : unit->name, domain};
        for (const auto kind :
             {FigureKind::received, FigureKind::online, FigureKind::on_time, FigureKind::late, FigureKind::open,
              FigureKind::overdue, FigureKind::no_due, FigureKind::stopped, FigureKind::withdrawn, FigureKind::refused})
            cells.push_back(told[kind] ? std::to_string(*told[kind]) : "");
        rows.push_back(std::move(cells));
    };
    std::map<UnitId, FigureCounts> whole;
    for (const auto& row : counted) {
        add(row.unit, row.domain, row.counts);
        whole[row.unit] += row.counts;
    }
    for (const auto& [unit, counts] : whole) add(unit, "Mọi lĩnh vực", counts);
}

// Months that are over, by unit and field of procedures, and each unit as a whole: what is too little field by field shows there.
Rows MonthRows(const Platform& platform) {
    Rows rows;
    const auto began = platform.storage.Read([](storage::Transaction& tx) { return FigureStore(tx).First(); });
    if (!began) return rows;
    const auto today = platform.clock.Now().LocalDate(), this_month = Date::Of(today.Year(), today.Month(), 1);
    for (auto month = *began; month < this_month; month = Months::Of(month, month).until) AddMonth(platform, month, rows);
    return rows;
}

}  // namespace

void AddPublicTables(figures::Figures& figures) {
    figures.Add({"process_states",
                 {"quy_trinh", "ten_quy_trinh", "tu_ngay", "den_ngay", "trang_thai", "ten_trang_thai", "nguoi_nop_thay", "ai_giu",
                  "phan_tram_thoi_gian"},
                 StateRows});
    figures.Add({"process_steps", {"quy_trinh", "tu_trang_thai", "buoc", "ten_buoc", "den_trang_thai", "mau_giay_to"}, StepRows});
    figures.Add({"procedures",
                 {"ma_thu_tuc", "ten_thu_tuc", "linh_vuc", "cap", "muc_do_truc_tuyen", "tu_gan", "ket_noi_quoc_gia",
                  "ket_noi_tu_gan", "ca_nhan", "to_chuc"},
                 ProcedureRows});
    figures.Add({"one_stop_months",
                 {"thang", "ma_don_vi", "don_vi", "linh_vuc", "tiep_nhan", "nop_truc_tuyen", "dung_han", "tre_han", "con_han",
                  "qua_han", "khong_co_han", "dung_giai_quyet", "rut_ho_so", "tu_choi"},
                 MonthRows});
}

}  // namespace dongson::one_stop
