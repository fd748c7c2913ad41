#include "modules/soc/actions/keep_vulnerabilities.h"

#include <map>
#include <set>
#include <tuple>

#include "core/text.h"
#include "modules/soc/actions/unpack.h"
#include "modules/soc/scans/scan_report.h"
#include "modules/soc/storage/vulnerability_store.h"
#include "storage/database.h"

namespace dongson::soc {

namespace {

constexpr std::size_t kMostBytes = 256U << 20;
constexpr int kLongestAcceptance = 366;  // days

std::unexpected<Refusal> No(Sentence sentence, std::string field) {
    return std::unexpected(Refusal{"SOC_SCAN_REFUSED", std::move(sentence), std::move(field)});
}

// What is known of one machine, and what a report changes of it.
class Machine {
  public:
    Machine(VulnerabilityStore& store, const ScanReport& report, ScanRecord& record, const std::string& address)
        : store_(store), report_(report), record_(record) {
        for (Vulnerability& each : store.Of(address)) {
            auto key = KeyOf(each.what);
            known_.emplace(std::move(key), std::move(each));
        }
    }

    void Found(const ReportedVulnerability& what) {
        if (!found_.insert(KeyOf(what)).second) return;
        ++record_.found;
        const auto known = known_.find(KeyOf(what));
        if (known == known_.end()) {
            ++record_.fresh;
            return store_.Insert(Told({.id = Fresh<VulnerabilityTag>(), .first_seen = record_.scanned}, what));
        }
        Vulnerability& each = known->second;
        if (record_.scanned < each.last_seen) return;
        if (each.state == VulnerabilityState::fixed && each.decided && *each.decided < record_.scanned) {
            each.state = VulnerabilityState::open;
            ++record_.reopened;
        }
        store_.Update(Told(std::move(each), what));
    }

    void MarkMissed() {
        for (auto& [key, each] : known_) {
            if (found_.contains(key) || each.scanner != record_.scanner || each.missed || record_.scanned <= each.last_seen ||
                !report_.Covers(each.what))
                continue;
            each.missed = record_.scanned;
            ++record_.missed;
            store_.Update(each);
        }
    }

  private:
    using Key = std::tuple<int, std::string, std::string>;
    static Key KeyOf(const ReportedVulnerability& what) { return {what.port, what.protocol, what.name}; }
    Vulnerability Told(Vulnerability each, const ReportedVulnerability& what) const {
        each.what = what;
        each.host_name = report_.hosts.at(what.address);
        each.scanner = record_.scanner;
        each.last_seen = record_.scanned;
        each.missed.reset();
        return each;
    }

    VulnerabilityStore& store_;
    const ScanReport& report_;
    ScanRecord& record_;
    std::map<Key, Vulnerability> known_;
    std::set<Key> found_;
};

}  // namespace

Result<ScanRecord> ImportScan(const Platform& platform, std::string_view file_name, AccountId account, std::string_view bytes) {
    const auto plain = Unpacked(bytes, kMostBytes);
    if (!plain) return std::unexpected(plain.error());
    const ScanReport report = ReadScanReport(*plain);
    if (report.scanner.empty())
        return No(
            Say("Không nhận ra báo cáo này. Nhận tệp XML của nmap (-oX), hoặc CSV có dòng tiêu đề với cột địa chỉ và tên lỗ hổng."),
            "tep");
    if (report.hosts.empty())
        return No(report.left_out.first.empty() ? Say("Báo cáo không có máy nào đang hoạt động.")
                                                : Say("Không dùng được dòng nào trong tệp: {1}", report.left_out.First()),
                  "tep");
    const Instant now = platform.clock.Now();
    return platform.storage.InTransaction([&](storage::Transaction& tx) -> Result<ScanRecord> {
        VulnerabilityStore store(tx);
        ScanRecord record{.id = FreshId(),
                          .scanner = report.scanner,
                          .file = Shorten(MendUtf8(file_name), 200),
                          .scanned = std::min(report.at.value_or(now), now),
                          .imported = now,
                          .account = account,
                          .hosts = report.hosts.size(),
                          .left_out = report.left_out.count,
                          .faults = report.left_out.Lines()};
        std::map<std::string, Machine> machines;
        for (const auto& [address, name] : report.hosts) machines.try_emplace(address, store, report, record, address);
        for (const ReportedVulnerability& what : report.found) machines.at(what.address).Found(what);
        for (auto& [address, machine] : machines) machine.MarkMissed();
        store.Insert(record);
        return record;
    });
}

Result<void> DecideVulnerability(const Platform& platform, const identity::Officer& officer,
                                 const VulnerabilityDecision& decision) {
    if (auto refusal = RefuseReason(decision.reason)) return std::unexpected(std::move(*refusal));
    const Instant now = platform.clock.Now();
    const bool accepts = decision.state == VulnerabilityState::accepted;
    if (accepts &&
        (!decision.until || *decision.until < now.LocalDate() || *decision.until - now.LocalDate() > kLongestAcceptance))
        return No(Say("Chấp nhận rủi ro phải có hạn, không quá một năm. Viết ngày như 29/8/2026."), "den");
    return platform.storage.InTransaction([&](storage::Transaction& tx) -> Result<void> {
        VulnerabilityStore store(tx);
        auto vulnerability = store.Get(decision.vulnerability);
        if (!vulnerability) return std::unexpected(Refusal::NotFound(Say("Không có lỗ hổng này.")));
        if (vulnerability->decided != decision.seen)
            return std::unexpected(Refusal{
                "SOC_VULNERABILITY_CHANGED",
                Say("Người khác vừa quyết định về lỗ hổng này. Trang đã được làm mới và giữ điều bạn gõ; xem lại rồi quyết định."),
                "", RefusalKind::conflict});
        vulnerability->state = decision.state;
        vulnerability->reason = Trim(decision.reason);
        vulnerability->account = officer.account.id;
        vulnerability->decided = now;
        vulnerability->accepted_until = accepts ? std::optional(Instant::At(*decision.until + 1, 0)) : std::nullopt;
        store.Update(*vulnerability);
        return {};
    });
}

}  // namespace dongson::soc
