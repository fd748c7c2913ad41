#include "modules/one_stop/pages/process_editor_page.h"

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/domain/process_fields.h"
#include "modules/one_stop/pages/process_part_fields.h"
#include "modules/one_stop/pages/process_words.h"
#include "platform/definitions/editor_page.h"
#include "web/components.h"

namespace dongson::one_stop {

using definitions::Editing;
using definitions::StepButton;
using definitions::StepLink;
using Part = ProcessPlace::Part;
using namespace web::short_names;

namespace {

class ProcessFieldsPage : definitions::EditorPage {
  public:
    ProcessFieldsPage(const Editing& editing, const Refusals& faults, const workflow::Vocabulary& words)
        : EditorPage(editing, faults), words_(words) {
        DefinitionErrors beyond;
        process_ = ReadProcessText(editing.text, beyond);
        readable_ = beyond.empty();
    }

    Html Page() const {
        if (!readable_) return Render(R"({}{}{})", Hidden(), Buttons(), Unreadable());
        Html states;
        for (std::size_t each = 0; each < process_.states.size(); ++each) states += State(each);
        return Render(R"({}{}{}<div class="ds-editor">{}{}{}</div><div id="them-buoc">{}</div>)", Hidden(), Buttons(), Told(),
                      Head(), states, Homeless(), StepButton(Say("Thêm bước"), "them-buoc"));
    }

  private:
    PartFields Fields(const std::string& path) const { return {process_, words_, path, *Faults()}; }

    Html Open(const std::string& path, const Html& fields) const {
        if (!IsOpen(path)) return {};
        return Render(R"(<div class="ds-editor__fields">{}{}</div>)", Choice(), fields);
    }

    Html Head() const {
        const auto name = process_.vi.empty() ? Say("(chưa có tên)").Now() : process_.vi;
        const auto shown = [&] {
            if (!Undecided()) return process_;
            DefinitionErrors ignored;
            return ReadProcessText(editing_.typed, ignored);
        };
        return Render(
            R"(<div class="ds-editor__section" id="process">{}<div class="ds-editor__head"><h2 class="govuk-heading-m">{}</h2>{}
            <span class="ds-editor__acts">{}</span></div><span class="ds-muted">{}</span>{}</div>)",
            Anchor("process"), name, FaultTag("process"), OpenLink("process", name), process_.about,
            Open("process", Fields("process").OfProcess(shown())));
    }

    Html OpenLink(const std::string& path, const std::string& name) const {
        return IsOpen(path) ? StepLink(Say("Đóng"), "dong", name) : StepLink(Say("Sửa"), "mo:" + path, name);
    }

    Html RowActs(const std::string& path, const std::string& name, bool first, bool last) const {
        return Render(R"(<span class="ds-editor__acts">{}{}{}{}</span>)", OpenLink(path, name),
                      When(!first, [&] { return StepLink(Say("Lên"), "len:" + path, name); }),
                      When(!last, [&] { return StepLink(Say("Xuống"), "xuong:" + path, name); }),
                      StepLink(Say("Bỏ"), "bo:" + path, name));
    }

    static std::string NameOf(const StateText& state) { return state.vi.empty() ? Say("(bước mới)").Now() : state.vi; }
    static std::string NameOf(const EventText& event) { return event.vi.empty() ? Say("(việc mới)").Now() : event.vi; }

    Html Turn(const StateText& state) const {
        std::vector<std::string> told;
        if (state.initial) told.push_back(Say("Bước đầu tiên").Now());
        if (state.final)
            told.push_back(Say("Kết thúc").Now());
        else
            told.push_back(SeatName(state.seat).Now() + (state.role.empty() ? "" : ", " + RoleName(state.role).Now()));
        if (!state.share.empty()) told.push_back(Say("{1} % thời hạn", state.share).Now());
        if (!state.status.empty()) told.push_back(StatusName(state.status).Now());
        return Render(R"(<span class="ds-muted">{}</span>)", Join(told, " · "));
    }

    Html State(std::size_t index) const {
        const auto& state = process_.states[index];
        const auto path = PathOf(process_, {Part::state, index});
        Html rows;
        for (std::size_t each = 0; each < process_.events.size(); ++each) {
            const auto& from = process_.events[each].from;
            if (std::ranges::find(from, state.key) != from.end()) rows += Event(each, HomeOf(process_.events[each]) == state.key);
        }
        return Render(
            R"(<div class="ds-editor__section" id="{}">{}<div class="ds-editor__head"><h2 class="govuk-heading-m">{}</h2>{}{}</div>{}{}
            <ol class="govuk-list ds-editor__rows">{}</ol>{}</div>)",
            path, Anchor(path), Say("Bước {1}: {2}", std::to_string(index + 1), NameOf(state)), FaultTag(path),
            RowActs(path, NameOf(state), index == 0, index + 1 == process_.states.size()), Turn(state),
            Open(path, Fields(path).OfState(Undecided() ? ReadState(editing_.typed) : state)), rows, When(!state.final, [&] {
                return StepButton(Say("Thêm việc từ bước {1}", std::to_string(index + 1)), "them-viec:" + path);
            }));
    }

    // The first step there is that it starts from.
    std::string HomeOf(const EventText& event) const {
        const auto found = std::ranges::find_if(event.from, [&](const std::string& key) {
            return std::ranges::find(process_.states, key, &StateText::key) != process_.states.end();
        });
        return found == event.from.end() ? "" : *found;
    }

    // What starts from several steps is changed where the first of them stands.
    Html Event(std::size_t index, bool here) const {
        const auto& event = process_.events[index];
        const auto path = PathOf(process_, {Part::event, index});
        const auto name = NameOf(event);
        if (!here)
            return Render(R"(<li class="ds-editor__row"><div class="ds-editor__head"><span class="ds-muted">{} {}</span>
                <span class="ds-editor__acts">{}</span></div></li>)",
                          name, Leads(event), StepLink(Say("Sửa"), "mo:" + path, name));
        return Render(
            R"(<li class="ds-editor__row" id="{}">{}<div class="ds-editor__head"><strong>{}</strong>{}{}</div>
            <span class="ds-muted">{}{}</span>{}</li>)",
            path, Anchor(path), name, FaultTag(path), RowActs(path, name, index == 0, index + 1 == process_.events.size()),
            Leads(event), About(event), Open(path, Fields(path).OfEvent(Undecided() ? ReadEvent(editing_.typed) : event)));
    }

    Sentence Leads(const EventText& event) const {
        if (event.to == "same") return Say("→ ở nguyên bước");
        if (event.to == "back") return Say("→ trở lại bước trước khi dừng");
        const auto found = std::ranges::find(process_.states, event.to, &StateText::key);
        return found == process_.states.end() ? Say("→ không còn bước “{1}”", event.to) : Say("→ {1}", NameOf(*found));
    }

    static std::string About(const EventText& event) {
        std::string about;
        const auto add = [&](const std::string& words) { about += " · " + words; };
        if (!event.role.empty()) add(RoleName(event.role).Now());
        if (!event.clock.empty()) add(ClockName(event.clock).Now());
        for (const auto& guard : event.guards) add(Say("khi {1}", GuardName(guard).Now()).Now());
        for (const auto& effect : event.effects) add(EffectName(effect).Now());
        if (!event.limit.empty()) add(Say("nhiều nhất {1} lần", event.limit).Now());
        return about;
    }

    // What starts from no step there is.
    Html Homeless() const {
        Html rows;
        for (std::size_t each = 0; each < process_.events.size(); ++each) {
            if (HomeOf(process_.events[each]).empty()) rows += Event(each, true);
        }
        return When(!rows.empty(), [&] {
            return Render(R"(<div class="ds-editor__section"><h2 class="govuk-heading-m">Việc chưa có bước bắt đầu</h2>
                <ol class="govuk-list ds-editor__rows">{}</ol></div>)",
                          rows);
        });
    }

    const workflow::Vocabulary& words_;
    ProcessText process_;
    bool readable_ = false;
};

// As the text calls a value, and as the field is named.
std::string FieldOf(std::string_view value) {
    for (const auto words : {".words", ".label", ".name"})
        if (value == words || value == std::string(words) + ".vi") return ".vi";
    for (const auto words : {".words.en", ".label.en", ".name.en"})
        if (value == words) return ".en";
    if (value == ".citizen") return ".citizen.vi";
    return std::string(value);
}

}  // namespace

Html ProcessFields(const Editing& editing, const Refusals& faults, const workflow::Vocabulary& words) {
    return ProcessFieldsPage(editing, faults, words).Page();
}

std::string PlaceOfProcessFault(const Editing& editing, const std::string& path) {
    DefinitionErrors beyond;
    const auto process = ReadProcessText(editing.text, beyond);
    if (!beyond.empty()) return "";
    static constexpr std::string_view kOfHead[] = {"name", "about", "era", "procedures"};
    const auto head = path.substr(0, path.find('.'));
    if (std::ranges::find(kOfHead, head) != std::end(kOfHead)) {
        if (editing.open != "process" || head == "era") return "process";
        return head == "name" ? "process.vi" : "process." + head;
    }
    const auto place = ParseProcessPlace(process, path);
    if (!place) return "";
    const auto row = PathOf(process, *place);
    return row == editing.open && path.size() > row.size() ? row + FieldOf(path.substr(row.size())) : row;
}

}  // namespace dongson::one_stop
