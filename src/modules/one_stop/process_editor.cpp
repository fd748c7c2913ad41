#include "modules/one_stop/process_editor.h"

#include <algorithm>

#include "core/text.h"
#include "core/time.h"
#include "modules/one_stop/domain/form_text.h"
#include "platform/definitions/editing_step.h"

namespace dongson::one_stop {

using definitions::Editing;
using definitions::FieldOr;
using definitions::FreeKey;
using definitions::OneLine;
using Part = ProcessPlace::Part;

namespace {

constexpr std::string_view kNewState = "buoc_moi", kNewEvent = "viec_moi";

std::string DayAsWritten(const std::string& typed) {
    const auto day = Date::ParseSpoken(typed);
    return day ? day->Iso() : typed;
}

std::vector<std::string> CodesTyped(std::string typed) {
    for (char& c : typed)
        if (c == ',' || c == ';' || c == '\n' || c == '\r' || c == '\t') c = ' ';
    std::vector<std::string> codes;
    for (const auto word : Split(std::string_view(typed), ' '))
        if (!word.empty()) codes.emplace_back(word);
    return codes;
}

// Of a part that nobody named yet, made of its words.
bool IsMadeUp(const std::string& key, std::string_view made) {
    return key.empty() || key == made || key.starts_with(std::string(made) + "_");
}

class ProcessStep : definitions::EditingStep {
  public:
    ProcessStep(const web::Form& typed, std::string text) : EditingStep(typed, std::move(text)) {
        DefinitionErrors beyond;
        process_ = ReadProcessText(editing_.text, beyond);
        readable_ = beyond.empty();
    }

    Editing Taken(const std::string& key) {
        const auto begun = editing_.text;
        if (GoesBack()) return GoneBack();
        if (readable_) {
            // A copy of another process under its own key.
            if (!key.empty() && process_.key != key && typed_.Has("khoa")) {
                process_.key = key;
                Write();
            }
            if (TakeOpenPart()) Act();
        }
        Finish(begun);
        MarkOpen();
        return std::move(editing_);
    }

  private:
    void Write() {
        auto changed = ChangeProcessText(editing_.text, process_);
        if (changed.lost_remarks) TellLostRemarks();
        editing_.text = std::move(changed.text);
    }

    std::string At(std::string_view name) const { return editing_.open + "." + std::string(name); }
    std::string Line(std::string_view name, const std::string& otherwise) const { return FieldOr(typed_, At(name), otherwise); }
    // In the order they stood in: a tick that nobody touched changes nothing.
    std::vector<std::string> Chosen(std::string_view name, const std::vector<std::string>& was) const {
        std::vector<std::string> ticked, chosen;
        for (const auto& value : typed_.Values(At(name))) ticked.push_back(OneLine(std::string(value)));
        for (const auto& each : was)
            if (std::ranges::find(ticked, each) != ticked.end()) chosen.push_back(each);
        for (auto& each : ticked)
            if (std::ranges::find(chosen, each) == chosen.end()) chosen.push_back(std::move(each));
        return chosen;
    }

    // False where the fields and the text say different things and somebody has to choose.
    bool TakeOpenPart() {
        if (editing_.open.empty() || KeepsText() || !typed_.Has(At("vi"))) return true;
        const auto place = ParseProcessPlace(process_, editing_.open);
        const auto wanted = Wanted(place);
        const auto mark = definitions::MarkOfPart(wanted.written);
        if (mark == editing_.open_was) return true;
        if (!place || (!KeepsFields() && MarkOf(process_, *place) != editing_.open_was)) return Disagree(wanted.written);
        Put(*place, wanted);
        Write();
        return true;
    }

    struct Filled {
        ProcessText head;
        StateText state;
        EventText event;
        std::string written;  // the one of them that is open
    };
    Filled Wanted(const std::optional<ProcessPlace>& place) const {
        Filled filled{.head = process_, .state = {}, .event = {}, .written = {}};
        if (editing_.open == "process") {
            filled.head = TypedHead();
            filled.written = WriteHead(filled.head);
        } else if (editing_.open.starts_with("states.")) {
            filled.state = TypedState(place ? process_.states[place->index] : StateText{});
            filled.written = WriteState(filled.state);
        } else {
            filled.event = TypedEvent(place ? process_.events[place->index] : EventText{});
            filled.written = WriteEvent(filled.event);
        }
        return filled;
    }

    ProcessText TypedHead() const {
        auto head = process_;
        head.vi = Line("vi", head.vi);
        head.en = Line("en", head.en);
        head.about = Line("about", head.about);
        head.from = DayAsWritten(Line("from", head.from));
        head.until = DayAsWritten(Line("until", head.until));
        if (typed_.Has(At("procedures"))) head.procedures = CodesTyped(std::string(typed_.Value(At("procedures"))));
        return head;
    }

    StateText TypedState(StateText state) const {
        state.vi = Line("vi", state.vi);
        state.en = Line("en", state.en);
        state.citizen_vi = Line("citizen.vi", state.citizen_vi);
        state.citizen_en = Line("citizen.en", state.citizen_en);
        state.status = Line("status", state.status);
        state.seat = Line("seat", state.seat);
        state.role = Line("role", state.role);
        state.share = Line("share", state.share);
        if (state.share == "0") state.share.clear();
        state.key = Line("key", state.key);
        if (typed_.Has(At("kind"))) {
            const auto kind = Line("kind", "");
            state.initial = kind == "initial";
            state.final = kind == "final";
        }
        // Whoever is outside has no role, and an end is nobody's.
        if (state.final) state.seat.clear();
        if (state.final || state.seat == "applicant") state.role.clear();
        return state;
    }

    EventText TypedEvent(EventText event) const {
        event.vi = Line("vi", event.vi);
        event.en = Line("en", event.en);
        event.citizen_vi = Line("citizen.vi", event.citizen_vi);
        event.citizen_en = Line("citizen.en", event.citizen_en);
        event.from = Chosen("from", event.from);
        event.to = Line("to", event.to);
        event.role = Line("role", event.role);
        event.clock = Line("clock", event.clock);
        event.form = Line("form", event.form);
        for (const auto& [name, number] :
             {std::pair{"limit", &event.limit}, {"wait_days", &event.wait_days}, {"reach_days", &event.reach_days}}) {
            *number = Line(name, *number);
            if (*number == "0") number->clear();
        }
        event.guards = Chosen("guards", event.guards);
        event.effects = Chosen("effects", event.effects);
        if (typed_.Has(At("agreed_only"))) event.agreed_only = CodesTyped(std::string(typed_.Value(At("agreed_only"))));
        event.reason = typed_.Has(At("reason"));
        event.applicant_reads = typed_.Has(At("applicant_reads"));
        event.primary = typed_.Has(At("primary"));
        event.key = Line("key", event.key);
        return event;
    }

    void Put(const ProcessPlace& place, const Filled& wanted) {
        if (place.part == Part::process) process_ = wanted.head;
        if (place.part == Part::state) PutState(process_.states[place.index], wanted.state);
        if (place.part == Part::event) PutEvent(process_.events[place.index], wanted.event);
        if (place.part != Part::event) editing_.open = PathOf(process_, place);
    }

    void PutState(StateText& now, StateText wanted) {
        const auto before = now.key;
        if (IsMadeUp(wanted.key, kNewState) && !wanted.vi.empty())
            wanted.key = FreeKey(KeyOfWords(wanted.vi, '_'), '_', [&](const std::string& key) { return IsStateKey(key); });
        if (wanted.key != before && IsStateKey(wanted.key)) {
            editing_.faults.push_back(
                {"PROCESS_STATE_TWICE", Say("Đã có bước với khóa “{1}”.", wanted.key), At("key"), RefusalKind::conflict});
            wanted.key = before;
        }
        if (wanted.key.empty()) wanted.key = before;
        now = wanted;
        if (wanted.key != before) Follow(before, wanted.key);
    }

    // What names a state names it by its new key; dossiers that stand in it go on there.
    void Follow(const std::string& before, const std::string& after) {
        for (auto& event : process_.events) {
            std::ranges::replace(event.from, before, after);
            if (event.to == before) event.to = after;
        }
        for (auto& [gone, heir] : process_.former)
            if (heir == before) heir = after;
        std::erase_if(process_.former, [&](const auto& pair) { return pair.first == after; });
        if (IsMadeUp(before, kNewState)) return;
        process_.former.emplace_back(before, after);
        editing_.told.push_back(
            Say("Bước “{1}” nay có khóa “{2}”: hồ sơ đứng ở khóa cũ đi tiếp ở khóa mới (ghi ở “former”).", before, after));
    }

    void PutEvent(EventText& now, EventText wanted) {
        if (IsMadeUp(wanted.key, kNewEvent) && !wanted.vi.empty())
            wanted.key = FreeKey(KeyOfWords(wanted.vi, '_'), '_', [&](const std::string& key) {
                return std::ranges::find(process_.events, key, &EventText::key) != process_.events.end();
            });
        now = std::move(wanted);
    }

    bool IsStateKey(const std::string& key) const {
        return std::ranges::find(process_.states, key, &StateText::key) != process_.states.end();
    }

    void Act() {
        const auto place = ParseProcessPlace(process_, about());
        if (Is("mo") && place) {
            Open(PathOf(process_, *place));
            editing_.tell_faults = true;
        }
        if (Is("dong")) Close();
        if (Is("them-buoc")) AddState();
        if (Is("them-viec")) AddEvent(place);
        if (!place) return;
        if (Is("len")) MoveBy(*place, -1);
        if (Is("xuong")) MoveBy(*place, 1);
        if (Is("bo") && place->part == Part::state) RemoveState(place->index);
        if (Is("bo") && place->part == Part::event) RemoveEvent(place->index);
    }

    void AddState() {
        StateText state{.key = FreeKey(std::string(kNewState), '_', [&](const std::string& key) { return IsStateKey(key); })};
        state.status = "4";
        state.seat = "competent";
        state.role = "specialist";
        StayOpenToApplicants(state.key);
        process_.states.push_back(std::move(state));
        Write();
        Open(PathOf(process_, {Part::state, process_.states.size() - 1}));
    }

    // What applicants may do from most steps to end it (they withdraw) they may do from a new one too; it is said, and may be
    // taken out there.
    void StayOpenToApplicants(const std::string& key) {
        const auto is_end = [&](const std::string& to) {
            const auto found = std::ranges::find(process_.states, to, &StateText::key);
            return found != process_.states.end() && found->final;
        };
        for (auto& event : process_.events) {
            if (event.role != "applicant" || event.from.size() < 2 || !is_end(event.to)) continue;
            event.from.push_back(key);
            editing_.told.push_back(
                Say("Như ở các bước khác, người nộp làm được “{1}” từ bước mới này; không muốn thì bỏ chọn ở việc ấy.",
                    event.vi.empty() ? event.key : event.vi));
        }
    }

    // From the step that the button stands at.
    void AddEvent(const std::optional<ProcessPlace>& place) {
        EventText event{.key = FreeKey(std::string(kNewEvent), '_', [&](const std::string& key) {
                            return std::ranges::find(process_.events, key, &EventText::key) != process_.events.end();
                        })};
        if (place && place->part == Part::state) event.from = {process_.states[place->index].key};
        event.to = "same";
        process_.events.push_back(std::move(event));
        Write();
        Open(PathOf(process_, {Part::event, process_.events.size() - 1}));
    }

    template <class Row>
    static bool Swap(std::vector<Row>& rows, std::size_t index, std::ptrdiff_t by) {
        const auto other = static_cast<std::ptrdiff_t>(index) + by;
        if (other < 0 || other >= std::ssize(rows)) return false;
        std::swap(rows[index], rows[static_cast<std::size_t>(other)]);
        return true;
    }
    void MoveBy(const ProcessPlace& place, std::ptrdiff_t by) {
        const bool state = place.part == Part::state;
        if (place.part == Part::process) return;
        if (!(state ? Swap(process_.states, place.index, by) : Swap(process_.events, place.index, by))) return;
        const ProcessPlace to{place.part, static_cast<std::size_t>(static_cast<std::ptrdiff_t>(place.index) + by)};
        Write();
        Moved(PathOf(process_, to), by < 0 ? Say("Đã chuyển lên trên.") : Say("Đã chuyển xuống dưới."));
    }

    // What starts only from it goes with it; what leads to it stays, and is at fault until it leads elsewhere.
    void RemoveState(std::size_t index) {
        const auto gone = process_.states[index];
        process_.states.erase(process_.states.begin() + static_cast<std::ptrdiff_t>(index));
        const auto before = process_.events.size();
        for (auto& event : process_.events) std::erase(event.from, gone.key);
        std::erase_if(process_.events, [](const EventText& event) { return event.from.empty(); });
        const auto leading = std::ranges::count(process_.events, gone.key, &EventText::to);
        Write();
        Moved("them-buoc", Say("Đã bỏ bước “{1}” và {2} việc chỉ làm được từ bước ấy.", gone.vi.empty() ? gone.key : gone.vi,
                               std::to_string(before - process_.events.size())));
        if (leading > 0)
            editing_.told.push_back(
                Say("Còn {1} việc đưa tới bước vừa bỏ: hãy chọn bước khác cho những việc ấy.", std::to_string(leading)));
        editing_.tell_faults = true;
    }

    void RemoveEvent(std::size_t index) {
        const auto gone = process_.events[index];
        process_.events.erase(process_.events.begin() + static_cast<std::ptrdiff_t>(index));
        Write();
        Moved(gone.from.empty() ? "process" : "states." + gone.from.front(),
              Say("Đã bỏ việc “{1}”. Bấm “Hoàn tác” nếu nhầm.", gone.vi.empty() ? gone.key : gone.vi));
    }

    // The next answer is held against what is shown now.
    void MarkOpen() {
        const auto place = ParseProcessPlace(process_, editing_.open);
        editing_.open_was = place ? MarkOf(process_, *place) : "";
        if (!place && editing_.typed.empty()) editing_.open.clear();
    }

    ProcessText process_;
    bool readable_ = false;
};

}  // namespace

std::string MarkOf(const ProcessText& process, const ProcessPlace& place) {
    switch (place.part) {
        case Part::process:
            return definitions::MarkOfPart(WriteHead(process));
        case Part::state:
            return definitions::MarkOfPart(WriteState(process.states.at(place.index)));
        case Part::event:
            return definitions::MarkOfPart(WriteEvent(process.events.at(place.index)));
    }
    return "";
}

Editing TakeProcessFields(const web::Form& typed, std::string text, const std::string& key) {
    return ProcessStep(typed, std::move(text)).Taken(key);
}

}  // namespace dongson::one_stop
