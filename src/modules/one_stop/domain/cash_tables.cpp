#include "modules/one_stop/domain/cash_tables.h"

#include <algorithm>
#include <map>

#include "core/csv.h"
#include "core/text.h"
#include "core/workbook.h"

namespace dongson::one_stop {

namespace {

std::string Plain(std::int64_t number) {
    return std::to_string(number);
}

// What both kinds of lines of a day begin with.
ReportLine LineOf(Instant at, const TakenFee& of) {
    return {MinuteOfDay(at.LocalMinute()),
            of.receipt.notation,
            of.dossier_code,
            of.receipt.payer,
            of.procedure_name,
            of.receipt.kind == FeeKind::unsaid ? "" : Say(FeeKindName(of.receipt.kind)).Now(),
            Say(PayMethodName(of.receipt.method)).Now() +
                (of.receipt.reference.empty() || of.receipt.IsElsewhere() ? "" : " " + of.receipt.reference)};
}

// Who was freed of how much, why, and by whom.
ReportLine ReliefLine(Instant at, const GivenRelief& row) {
    const auto& claim = row.claim;
    return {
        MinuteOfDay(at.LocalMinute()),
        std::string(),
        row.dossier_code,
        row.person_name,
        row.procedure_name,
        std::string(),
        Say("Miễn, giảm").Now(),
        claim.decided_name,
        std::monostate{},
        std::monostate{},
        claim.relieved,
        Say("{1}, {2} %, {3}; người ghi: {4}", claim.group_name, Number(claim.percent), claim.basis, claim.claimed_name).Now()};
}

struct MonthSum {
    std::int64_t receipts = 0, taken = 0, given_back = 0, cash = 0, transfers = 0, elsewhere = 0, relieved = 0;

    void Add(PayMethod by, std::int64_t amount) { (by == PayMethod::cash ? cash : transfers) += amount; }
    MonthSum& operator+=(const MonthSum& other) {
        receipts += other.receipts;
        taken += other.taken;
        given_back += other.given_back;
        cash += other.cash;
        transfers += other.transfers;
        elsewhere += other.elsewhere;
        relieved += other.relieved;
        return *this;
    }
    ReportLine Line(std::string kind, std::string name) const {
        return {std::move(kind), std::move(name),  receipts,  taken,   given_back, cash,
                transfers,       cash + transfers, elsewhere, relieved};
    }
};

// What never lay in the till.
void AddBeside(CashTable& table, const CashSums& sums) {
    // What was struck out may have been noted on an earlier day: then there are more of those than of what was noted.
    if (sums.notes > 0 || sums.struck > 0)
        table.notes.push_back(Say("Nộp ở nơi khác {1} ({2} khoản): quầy không giữ tiền.", Money(sums.elsewhere),
                                  Number(std::max<std::int64_t>(sums.notes - sums.struck, 0)))
                                  .Now());
    if (sums.struck > 0) table.notes.push_back(Say("{1} khoản nộp ở nơi khác đã gạch bỏ.", Number(sums.struck)).Now());
    if (sums.reliefs > 0)
        table.notes.push_back(Say("Miễn, giảm {1} ({2} khoản).", Money(sums.relieved), Number(sums.reliefs)).Now());
}

}  // namespace

CashTable DayTable(const CashList& list, const std::string& subject) {
    CashTable table{.title = Say("Bảng kê thu phí, lệ phí").Now(),
                    .subject = subject,
                    .heads = {Say("Giờ").Now(), Say("Biên lai").Now(), Say("Mã hồ sơ").Now(), Say("Người nộp tiền").Now(),
                              Say("Khoản thu").Now(), Say("Loại").Now(), Say("Hình thức nộp").Now(), Say("Người thu").Now(),
                              Say("Đã thu").Now(), Say("Hủy, hoàn").Now(), Say("Ngoài quỹ").Now(), Say("Ghi chú").Now()},
                    .money = {8, 9, 10},
                    .wide = {3, 4, 11},
                    .codes = {0, 1, 2},
                    .dossier = 2,
                    .lines = {},
                    .total = {},
                    .notes = {}};
    std::vector<std::pair<Instant, ReportLine>> lines;
    for (const auto& row : list.taken) {
        auto line = LineOf(row.receipt.at, row);
        if (row.receipt.IsElsewhere())
            line.insert(line.end(), {row.receipt.cashier_name, std::monostate{}, std::monostate{}, row.receipt.amount,
                                     Say("Chứng từ: {1}", row.receipt.reference).Now()});
        else
            line.insert(line.end(),
                        {row.receipt.cashier_name, row.receipt.amount, std::monostate{}, std::monostate{}, std::string()});
        lines.emplace_back(row.receipt.at, std::move(line));
    }
    for (const auto& row : list.given_back) {
        const auto at = row.reversal.decided.value_or(row.reversal.asked);
        auto line = LineOf(at, row.of);
        const auto what = row.reversal.kind == ReversalKind::made_void ? Say("Hủy: {1}", row.reversal.reason)
                                                                       : Say("Hoàn: {1}", row.reversal.reason);
        if (row.of.receipt.IsElsewhere())
            line.insert(line.end(), {row.reversal.asked_name, std::monostate{}, std::monostate{}, -row.reversal.amount,
                                     Say("Gạch bỏ: {1}", row.reversal.reason).Now()});
        else
            line.insert(line.end(),
                        {row.reversal.asked_name, std::monostate{}, row.reversal.amount, std::monostate{},
                         what.Now() + (row.By() == row.of.receipt.method ? "" : "; " + Say(PayMethodName(row.By())).Now())});
        lines.emplace_back(at, std::move(line));
    }
    for (const auto& row : list.relieved) {
        const auto at = row.claim.decided.value_or(row.claim.claimed);
        lines.emplace_back(at, ReliefLine(at, row));
    }
    std::ranges::stable_sort(lines, {}, &std::pair<Instant, ReportLine>::first);
    for (auto& [at, line] : lines) table.lines.push_back(std::move(line));
    const auto sums = SumsOf(list);
    table.total = {Say("Cộng").Now(), {}, {}, {}, {}, {}, {}, {}, sums.taken, sums.given_back, {}, {}};
    table.notes = {Say("Còn lại {1}: tiền mặt {2}, chuyển khoản {3}; phí {4}, lệ phí {5}.", Money(sums.Net()), Money(sums.cash),
                       Money(sums.transfers), Money(sums.fees), Money(sums.charges))
                       .Now()};
    AddBeside(table, sums);
    return table;
}

CashTable MonthTable(const CashList& list, const std::string& subject) {
    std::map<std::pair<FeeKind, std::string>, MonthSum> sums;
    const auto name = [](const TakenFee& of) { return of.procedure_code + " " + of.procedure_name; };
    for (const auto& row : list.taken) {
        auto& sum = sums[{row.receipt.kind, name(row)}];
        if (row.receipt.IsElsewhere()) {
            sum.elsewhere += row.receipt.amount;
            continue;
        }
        ++sum.receipts;
        sum.taken += row.receipt.amount;
        sum.Add(row.receipt.method, row.receipt.amount);
    }
    for (const auto& row : list.given_back) {
        auto& sum = sums[{row.of.receipt.kind, name(row.of)}];
        if (row.of.receipt.IsElsewhere()) {
            sum.elsewhere -= row.reversal.amount;
            continue;
        }
        sum.given_back += row.reversal.amount;
        sum.Add(row.By(), -row.reversal.amount);
    }
    for (const auto& row : list.relieved)
        sums[{FeeKind::unsaid, row.procedure_code + " " + row.procedure_name}].relieved += row.claim.relieved;
    CashTable table{.title = Say("Tổng hợp thu phí, lệ phí").Now(),
                    .subject = subject,
                    .heads = {Say("Loại").Now(), Say("Khoản thu").Now(), Say("Số biên lai").Now(), Say("Đã thu").Now(),
                              Say("Hủy, hoàn").Now(), Say("Tiền mặt").Now(), Say("Chuyển khoản").Now(), Say("Còn lại").Now(),
                              Say("Nộp ở nơi khác").Now(), Say("Miễn, giảm").Now()},
                    .money = {3, 4, 5, 6, 7, 8, 9},
                    .wide = {1},
                    .codes = {},
                    .dossier = {},
                    .lines = {},
                    .total = {},
                    .notes = {}};
    MonthSum whole;
    for (const auto kind : {FeeKind::fee, FeeKind::charge, FeeKind::unsaid}) {
        MonthSum of_kind;
        const auto kind_name = kind == FeeKind::unsaid ? Say("Ngoài quỹ").Now() : Say(FeeKindName(kind)).Now();
        for (const auto& [key, sum] : sums) {
            if (key.first != kind) continue;
            of_kind += sum;
            table.lines.push_back(sum.Line(kind_name, key.second));
        }
        if (of_kind.receipts > 0 || of_kind.given_back > 0) table.lines.push_back(of_kind.Line(kind_name, Say("Cộng").Now()));
        whole += of_kind;
    }
    table.total = whole.Line(Say("Cộng").Now(), "");
    const auto all = SumsOf(list);
    AddBeside(table, all);
    // Each by name: a sum of what the law took off tells nobody who said so.
    for (const auto& row : list.relieved)
        table.notes.push_back(Say("Miễn, giảm {1}: hồ sơ {2}, {3}; {4} chấp nhận.", Money(row.claim.relieved), row.dossier_code,
                                  row.claim.group_name, row.claim.decided_name)
                                  .Now());
    return table;
}

namespace {

std::string CountedInWords(const CashDay& day) {
    const auto difference = day.Difference();
    const auto counted = Say("{1} chốt quỹ lúc {2}: sổ {3}, đếm được {4}", day.cashier_name, day.closed.Spoken(), Money(day.cash),
                             Money(day.counted))
                             .Now();
    if (difference == 0) return counted + ".";
    return counted + "; " +
           (difference > 0 ? Say("thừa {1}: {2}", Money(difference), day.explanation)
                           : Say("thiếu {1}: {2}", Money(-difference), day.explanation))
               .Now();
}

}  // namespace

std::string ClosedInWords(const CashDay& day) {
    if (!day.opened) return CountedInWords(day);
    return CountedInWords(day) + " " +
           Say("{1} mở lại lúc {2}: {3}", day.opened->name, day.opened->at.Spoken(), day.opened->reason).Now();
}

std::string CashCsv(const CashTable& table, const CashHead& head) {
    // A file that left its folder still says whose it is, and of when.
    auto heads = table.heads;
    heads.insert(heads.begin(), {Say("Đơn vị").Now(), Say("Kỳ").Now()});
    std::string csv = "\xEF\xBB\xBF" + CsvLine(heads);
    auto lines = table.lines;
    lines.push_back(table.total);
    for (const auto& line : lines) {
        std::vector<std::string> cells{ForSheets(head.unit.name), ForSheets(table.subject)};
        cells.reserve(line.size() + 2);
        for (const auto& cell : line) cells.push_back(ForSheets(CellText(cell, Plain, '.')));
        csv += CsvLine(cells);
    }
    return csv;
}

void WriteCashBook(const CashTable& table, const CashHead& head, const std::string& path) {
    Workbook book(path);
    book.Sheet(Say("Bảng kê").Now());
    for (std::size_t column = 0; column < table.heads.size(); ++column) {
        const bool wide = std::ranges::find(table.wide, column) != table.wide.end();
        book.Width(column, column, wide ? 50 : 18);
    }
    std::int64_t row = 0;
    book.Text(row++, 0, table.title, CellLook::head);
    for (const auto& line : {head.unit.name, table.subject, Say("{1} lập lúc {2}", head.made_by, head.made.Spoken()).Now()})
        book.Text(row++, 0, line);
    ++row;
    std::size_t place = 0;
    for (const auto& each : table.heads) book.Text(row, place++, each, CellLook::head);
    auto lines = table.lines;
    lines.push_back(table.total);
    for (const auto& line : lines) {
        ++row;
        for (place = 0; place < line.size(); ++place) {
            if (const auto* text = std::get_if<std::string>(&line[place])) book.Text(row, place, *text);
            if (const auto* whole = std::get_if<std::int64_t>(&line[place])) book.Integer(row, place, *whole);
        }
    }
    row += 2;
    for (const auto& note : table.notes) book.Text(row++, 0, note);
    book.Close();
}

}  // namespace dongson::one_stop
