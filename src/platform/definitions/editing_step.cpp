#include "platform/definitions/editing_step.h"

#include <algorithm>

#include "core/bytes.h"
#include "core/text.h"

namespace dongson::definitions {

std::string MarkOfPart(std::string_view written) {
    return Hex(BytesOf(Digest(written)));
}

EditingStep::EditingStep(const web::Form& typed, std::string text) : typed_(typed) {
    const auto pressed = typed.Value("viec");
    const auto colon = std::min(pressed.find(':'), pressed.size());
    act_ = std::string(pressed.substr(0, colon));
    about_ = std::string(pressed.substr(std::min(colon + 1, pressed.size())));
    editing_.text = ReplaceAll(std::move(text), "\r\n", "\n");
    editing_.before = ReplaceAll(std::string(typed.Value("truoc")), "\r\n", "\n");
    editing_.open = std::string(typed.Value("mo"));
    editing_.open_was = std::string(typed.Value("mo_goc"));
    editing_.tell_faults = act_ == "kiem-tra" || Saves();
}

Editing EditingStep::GoneBack() {
    std::swap(editing_.text, editing_.before);
    editing_.before.clear();
    editing_.open.clear();
    editing_.told.push_back(Say("Đã trở lại như trước việc vừa làm."));
    return std::move(editing_);
}

bool EditingStep::Disagree(std::string typed) {
    editing_.typed = std::move(typed);
    editing_.tell_faults = true;
    return DisagreeAbout(editing_.open, Say("Phần này vừa được sửa cả ở các ô và ở YAML. Chọn giữ bên nào ở phần đang mở."));
}

bool EditingStep::DisagreeAbout(std::string field, Sentence what) {
    editing_.faults.push_back({"DEFINITION_BOTH_CHANGED", std::move(what), std::move(field), RefusalKind::conflict});
    return false;
}

void EditingStep::TellLostRemarks() {
    editing_.told.push_back(Say("Ghi chú (sau dấu #) ở phần vừa sửa không còn trong YAML. Bấm “Hoàn tác” nếu cần giữ."));
}

void EditingStep::Finish(const std::string& begun) {
    // The text a step ago travels in the page beside the text: of a long one that would be twice as much.
    constexpr std::size_t kLongestKept = 60'000;
    if (editing_.text != begun && !Saves()) editing_.before = begun.size() <= kLongestKept ? begun : "";
    editing_.save = editing_.faults.empty() && Saves();
}

void EditingStep::Open(const std::string& path) {
    editing_.open = editing_.touched = path;
}

void EditingStep::Close() {
    editing_.touched = editing_.open;
    editing_.open.clear();
}

void EditingStep::Moved(const std::string& to, const Sentence& told) {
    editing_.open.clear();
    editing_.touched = to;
    editing_.told.push_back(told);
}

std::string OneLine(std::string text) {
    return std::string(Trim(Typed(ReplaceAll(std::move(text), "\n", " "))));
}

std::string FieldOr(const web::Form& typed, const std::string& field, const std::string& otherwise) {
    return typed.Has(field) ? OneLine(std::string(typed.Value(field))) : otherwise;
}

std::string FreeKey(std::string key, char between, const std::function<bool(const std::string&)>& taken) {
    if (key.empty() || !taken(key)) return key;
    for (int number = 2;; ++number)
        if (auto next = key + between + std::to_string(number); !taken(next)) return next;
}

}  // namespace dongson::definitions
