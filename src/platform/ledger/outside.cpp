#include "platform/ledger/outside.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <sstream>

#include "core/read_file.h"
#include "core/text.h"
#include "core/write_file.h"
#include "platform/ledger/note.h"

namespace dongson::ledger {

namespace {

constexpr std::uintmax_t kLongestHistory = 4 << 20;

std::unexpected<Refusal> Damaged(const std::string& path) {
    return std::unexpected(Refusal{
        "LEDGER_MEMORY_DAMAGED", Say("Tệp {1} không còn đúng như sổ cái đã ghi: khôi phục thư mục ledger từ bản sao lưu.", path),
        "", RefusalKind::unavailable});
}

}  // namespace

bool Outside::HasTraces() const {
    std::error_code ignored;
    for (const char* name : {"/newest", "/signed", "/static/checkpoint"})
        if (std::filesystem::exists(folder_ + name, ignored)) return true;
    return false;
}

// "size milliseconds", then the note. Earlier versions wrote the size alone; a lost file is found again in what was published.
Result<std::optional<SignedTree>> Outside::Newest(const std::string& verifier) const {
    auto path = folder_ + "/newest";
    std::error_code ignored;
    const bool remembered = std::filesystem::exists(path, ignored);
    if (!remembered) path = folder_ + "/static/checkpoint";
    const auto text = ReadFile(path);
    if (!text) {
        if (remembered || std::filesystem::exists(path, ignored)) return Damaged(path);
        return std::optional<SignedTree>();
    }
    SignedTree tree{.note = remembered ? text->substr(std::min(text->size(), text->find('\n') + 1)) : *text};
    const auto opened = OpenNote(tree.note, verifier);
    const auto checkpoint = opened ? ParseCheckpoint(*opened) : std::unexpected(opened.error());
    if (!checkpoint) return Damaged(path);
    tree.size = checkpoint->size;
    tree.root = checkpoint->root;
    std::int64_t size = tree.size;
    if (remembered) std::istringstream(*text) >> size >> tree.at.ms;
    if (size != tree.size) return Damaged(path);
    return std::optional(tree);
}

void Outside::Remember(const SignedTree& tree) const {
    WriteDurably(folder_ + "/newest", fmt::format("{} {}\n{}", tree.size, tree.at.ms, tree.note));
    const auto path = folder_ + "/signed";
    std::error_code ignored;
    if (const auto size = std::filesystem::file_size(path, ignored); !ignored && size > kLongestHistory)
        if (const auto text = ReadFile(path)) WriteDurably(path, text->substr(text->find('\n', text->size() / 2) + 1));
    const auto line = fmt::format("{} {}\n", tree.size, tree.at.ms);
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (descriptor < 0) return;
    (void)!::write(descriptor, line.data(), line.size());
    ::close(descriptor);
}

std::vector<Outside::Signature> Outside::Signatures() const {
    std::vector<Signature> signatures;
    std::istringstream lines(ReadFile(folder_ + "/signed").value_or(""));
    for (Signature one; lines >> one.size >> one.at.ms;) signatures.push_back(one);
    return signatures;
}

}  // namespace dongson::ledger
