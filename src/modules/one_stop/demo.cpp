#include "modules/one_stop/demo.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <queue>
#include <tuple>
#include <utility>

#include "modules/one_stop/actions/act_on_dossier.h"
#include "modules/one_stop/actions/fold_by_the_minute.h"
#include "modules/one_stop/actions/open_dossier.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/calendar/calendars.h"
#include "platform/files/files.h"
#include "platform/ledger/ledger.h"
#include "platform/papers/document.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

constexpr int kOpens = 7 * 60 + 5, kCloses = 16 * 60 + 50;  // minutes of the day
constexpr int kDossiersOfAHandful = 60, kDaysOfAHandful = 30, kDaysOfAProvince = 365, kDaysToldTogether = 40;

// What comes to nothing for weeks: one step in so many.
constexpr unsigned kRestsInAHandful = 6, kRestsInAProvince = 60;

constexpr int kDossiersWithPapers = 500;  // of a province: the newest

std::string NoteOfNoPaper(Instant now) {
    papers::Document note("Không lập bản giấy", now);
    note.Title("KHÔNG LẬP BẢN GIẤY");
    note.Paragraph(
        "Dữ liệu dùng thử của cả tỉnh không lập bản giấy cho hồ sơ này. "
        "Số, ngày và người ký có trong sổ; bản giấy thật chỉ được lập cho các hồ sơ nhận sau cùng.");
    return note.Finish();
}

// The work of some weeks at the home commune, or of a year at all of them: whatever happens first is done first, so that the
// ledger's order is that of the days.
class WorkUnderWay {
  public:
    explicit WorkUnderWay(DemoStage& stage)
        : stage_(stage),
          real_(stage.platform.clock.Now()),
          clock_(real_),
          days_(stage.scale ? kDaysOfAProvince : kDaysOfAHandful) {
        stage_.use_clock(&clock_);
        const auto rows = stage.platform.storage.Read([](Transaction& tx) { return ProcedureStore(tx).All(); });
        for (const auto& row : rows)
            if (row.level == organisation::Level::commune) procedures_.push_back(row.id);
    }
    ~WorkUnderWay() {
        stage_.platform.files.DrawAgain();
        stage_.use_clock(nullptr);
    }
    WorkUnderWay(const WorkUnderWay&) = delete;
    WorkUnderWay& operator=(const WorkUnderWay&) = delete;

    Result<void> Do() {
        const int wanted = stage_.scale ? stage_.scale->dossiers : kDossiersOfAHandful;
        drawn_from_ = stage_.scale ? wanted - kDossiersWithPapers : 0;
        auto note = stage_.platform.files.KeepMade(NoteOfNoPaper(real_), "khong-lap-ban-giay.pdf");
        if (!note) return std::unexpected(note.error());
        note_ = *std::move(note);
        for (int index = 0; index < wanted; ++index) queue_.push({Arrival(index, wanted), kNone});
        while (!queue_.empty() && queue_.top().at <= real_) {
            stage_.platform.storage.Together([this] { Live(kActsBetween); });
            CatchUp();
        }
        return {};
    }

  private:
    static constexpr std::size_t kNone = ~std::size_t{0};
    static constexpr int kActsBetween = 5'000;  // in one commit

    struct Next {
        Instant at;
        std::size_t life;  // kNone: somebody applies
        bool operator>(const Next& other) const { return at > other.at; }
    };
    struct Life {
        const DemoOffice* office = nullptr;
        bool drawn = false;  // its papers are
        Dossier dossier;
    };

    // A paper takes eight thousandths of a second and 90 KB: those of a year would take a night and a disk.
    void Draw(bool drawn) {
        if (drawn)
            stage_.platform.files.DrawAgain();
        else
            stage_.platform.files.DrawNothing(note_);
    }

    void Live(int acts) {
        for (; acts > 0 && !queue_.empty() && queue_.top().at <= real_; --acts) {
            const auto [at, life] = queue_.top();
            queue_.pop();
            clock_.Set(at);
            if (life == kNone)
                Begin();
            else
                GoOn(life);
        }
    }

    // What a server's jobs would have done meanwhile. The last weeks are signed with what other modules tell of them: a ledger
    // does not go back.
    void CatchUp() {
        while (clock_.Now() < Instant::At(real_.LocalDate() - kDaysToldTogether, 0) && stage_.platform.ledger.Sequence() > 0) {
        }
        KeepFigures(stage_.platform);
        const auto month = clock_.Now().LocalDate().Month();
        if (!stage_.scale || std::exchange(told_, month) == month) return;
        stage_.tell(fmt::format("{}: {} hồ sơ", clock_.Now().LocalDate().Iso(), begun_));
    }

    Instant Within(Date day, int minute) const {
        return Instant::At(stage_.platform.calendar.Now()->WorkingDayFrom(day), std::clamp(minute, kOpens, kCloses));
    }

    Instant Arrival(int index, int wanted) {
        const auto days_ago = days_ - static_cast<int>(std::int64_t{index} * days_ / wanted);
        return Within(real_.LocalDate() - days_ago - 1, kOpens + static_cast<int>(stage_.random() % 9) * 60);
    }

    const DemoOffice& AnOffice() { return stage_.offices[stage_.scale ? stage_.random() % stage_.offices.size() : 0]; }

    void Begin() {
        const auto& office = AnOffice();
        const bool drawn = begun_ >= drawn_from_;
        Draw(drawn);
        auto opened = Open(office, procedures_[stage_.random() % procedures_.size()]);
        if (!opened) return;
        ++begun_;
        const auto place = free_.empty() ? lives_.size() : free_.back();
        if (free_.empty())
            lives_.emplace_back();
        else
            free_.pop_back();
        lives_[place] = {&office, drawn, *std::move(opened)};
        Wait(place);
    }

    void Wait(std::size_t life) {
        const bool rests = stage_.random() % (stage_.scale ? kRestsInAProvince : kRestsInAHandful) == 0;
        const auto hours = rests ? 24 * (12 + stage_.random() % 40) : 2 + stage_.random() % 20;
        const auto next = clock_.Now() + static_cast<std::int64_t>(hours) * kHour;
        queue_.push({Within(next.LocalDate(), next.LocalMinute()), life});
    }

    void GoOn(std::size_t life) {
        auto& [office, drawn, dossier] = lives_[life];
        Draw(drawn);
        if (auto done = NextStep(*office, dossier)) {
            dossier = *std::move(done);
            if (!dossier.closed) return Wait(life);
        }
        dossier = {};
        free_.push_back(life);
    }

    // The expected next step, done by whoever of the office may do it; whoever did the same last time is asked first.
    Result<Dossier> NextStep(const DemoOffice& office, const Dossier& dossier) {
        std::vector<const identity::Officer*> officers{&office.clerk, &office.leader};
        for (const auto& specialist : office.specialists)
            if (!dossier.assignee || specialist.account.id == dossier.assignee) officers.push_back(&specialist);
        for (const auto* event : ProcessOf(dossier).EventsFrom(dossier.state)) {
            if (!event->primary) continue;
            const auto& assignee = office.specialists[stage_.random() % office.specialists.size()];
            const Act act{.code = dossier.code,
                          .event = event->key,
                          .expected_version = dossier.version,
                          .reason = event->reason ? "Theo lịch làm việc của đơn vị (dữ liệu dùng thử)." : "",
                          .assignee = assignee.account.id,
                          .result_text = "Hồ sơ đủ điều kiện giải quyết theo quy định.",
                          .fee = "0",
                          .fee_basis = "Dữ liệu dùng thử",
                          .payment = {.method = "tien-mat", .payer = dossier.person.name, .reference = "", .kind = "phi"}};
            auto& last = who_did_[{dossier.process, dossier.state, event->key}];
            for (std::size_t turn = 0; turn < officers.size(); ++turn) {
                const auto at = (last + turn) % officers.size();
                auto done = ActOnDossier(stage_.platform, Actor::Of(*officers[at]), act);
                if (!done) continue;
                last = at;
                return done;
            }
        }
        return std::unexpected(Refusal{"DEMO_RESTS", {}, ""});
    }

    Result<Dossier> Open(const DemoOffice& office, ProcedureId procedure) {
        const auto& person = stage_.people[2 + stage_.random() % (stage_.people.size() - 2)];
        const auto channel = stage_.random() % 3 != 0 ? Channel::online : Channel::counter;
        return stage_.platform.storage.InTransaction([&](Transaction& tx) -> Result<Dossier> {
            const NewDossier wanted{
                .procedure = *ProcedureStore(tx).Get(procedure),
                .person = {person.id, person.kind, person.name, person.person_number, person.address, person.phone, person.email},
                .channel = channel,
                .intake = office.unit,
                .answers = {{"noi_dung", {"Đề nghị giải quyết theo quy định"}}, {"so_ban", {"1"}}},
                .summary = "",
                .delivery = Delivery::counter,
                .delivery_address = "",
                .papers = {}};
            return OpenDossier(stage_.platform, tx, wanted, Actor::Of(person), clock_.Now());
        });
    }

    DemoStage& stage_;
    Instant real_;
    SetClock clock_;
    int days_, begun_ = 0, drawn_from_ = 0;
    int told_ = 0;                                                                      // the month that was told of last
    files::FileStore::Kept note_;                                                       // in the place of a paper
    std::map<std::tuple<std::string, std::string, std::string>, std::size_t> who_did_;  // by process, state and event
    std::vector<ProcedureId> procedures_;
    std::vector<Life> lives_;
    std::vector<std::size_t> free_;  // places of lives that are over
    std::priority_queue<Next, std::vector<Next>, std::greater<>> queue_;
};

}  // namespace

Result<void> MakeDemo(DemoStage& stage) {
    return WorkUnderWay(stage).Do();
}

}  // namespace dongson::one_stop
