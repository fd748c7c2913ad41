#include "platform/files/files.h"

#include <fcntl.h>
#include <magic.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <mutex>

#include "core/bytes.h"
#include "core/text.h"
#include "platform/files/paper_check.h"
#include "platform/files/preview.h"

namespace dongson::files {

namespace {

constexpr std::string_view kPages = ".pages";

constexpr storage::Statement kInsert{"files.insert", R"(
    INSERT INTO file (id, name, type, size, digest, added_at) VALUES ($id, $name, $type, $size, $digest, $now))"};
constexpr storage::Statement kFind{"files.find", R"(
    SELECT id, name, type, size, digest, added_at FROM file WHERE id = $id)"};

std::unexpected<Refusal> Refuse(std::string code, Sentence sentence) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), "tep"});
}

// Marks that turn the reading direction or cannot be seen: they make "gpj.exe" look like "exe.jpg".
bool IsTrick(std::uint32_t point) {
    return point < 0x20 || point == 0x7f || (point >= 0x200b && point <= 0x200f) || (point >= 0x202a && point <= 0x202e) ||
           (point >= 0x2060 && point <= 0x2069) || point == 0xfeff;
}

bool Sync(const std::string& path, int flags) {
    const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
    if (descriptor < 0) return false;
    const bool synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return synced;
}

std::unexpected<Refusal> Unreadable(const std::string& name) {
    return Refuse("FILE_UNREADABLE", Say("Không đọc được tệp “{1}”. Hãy gửi lại.", Shorten(name, 60)));
}

std::unexpected<Refusal> NoRoom() {
    return std::unexpected(Refusal{"STORAGE_FULL",
                                   Say("Máy chủ đã hết chỗ lưu, nên chưa nhận được tệp. Hãy thử lại sau ít phút."), "tep",
                                   RefusalKind::unavailable});
}

// Whatever is written here goes with this, unless it has got another name by then.
class Passing {
  public:
    explicit Passing(std::string path) : path_(std::move(path)) {}
    ~Passing() { ::unlink(path_.c_str()); }
    Passing(const Passing&) = delete;
    Passing& operator=(const Passing&) = delete;
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

// Gives what lies at `path` its last name too, with all its bytes on the disk: what stands there whole is never overwritten, and
// nothing that is cut short ever stands there.
bool Place(const std::string& path, const std::string& last, const std::string& beside, std::int64_t size) {
    std::error_code error;
    if (!Sync(path, O_RDONLY)) return false;
    std::filesystem::create_hard_link(path, last, error);
    if (!error || error == std::errc::file_exists) return true;
    // Another file system, or one without such links.
    const Passing copy(beside);
    std::filesystem::copy_file(path, copy.path(), error);
    if (error || static_cast<std::int64_t>(std::filesystem::file_size(copy.path(), error)) != size || error) return false;
    return Sync(copy.path(), O_RDONLY) && ::rename(copy.path().c_str(), last.c_str()) == 0;
}

}  // namespace

std::string DigestOfFile(const std::string& path) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    std::ifstream file(path, std::ios::binary);
    std::string chunk(64 << 10, '\0');
    while (file) {
        file.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
        crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(chunk.data()),
                                  static_cast<unsigned long long>(file.gcount()));
    }
    if (!file.eof()) return {};
    Sha256 digest;
    crypto_hash_sha256_final(&state, digest.data());
    return Hex(BytesOf(digest));
}

std::string CleanName(std::string_view name) {
    const auto slash = name.find_last_of("/\\");
    if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
    std::string clean;
    const auto text = IsUtf8(name) ? std::string(name) : std::string();
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        std::uint32_t point = length == 1 ? lead : lead & (0xff >> (length + 1));
        for (std::size_t index = 1; index < length; ++index)
            point = point << 6 | (static_cast<unsigned char>(text[at + index]) & 0x3f);
        if (!IsTrick(point))
            clean += point == '"' || point == '<' || point == '>' || point == '|' || point == ':' || point == '*' || point == '?'
                         ? "_"
                         : text.substr(at, length);
        at += length;
    }
    clean = Trim(clean);
    while (clean.starts_with('.')) clean.erase(0, 1);
    if (clean.size() > 150) {
        const auto dot = clean.rfind('.');
        const auto ending = dot != std::string::npos && clean.size() - dot < 10 ? clean.substr(dot) : "";
        clean = Shorten(clean, 60) + ending;
    }
    return clean.empty() ? "tep" : clean;
}

std::string SniffType(const std::string& path) {
    static std::mutex mutex;
    static const magic_t magic = [] {
        const auto cookie = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS);
        magic_load(cookie, nullptr);
        return cookie;
    }();
    const std::lock_guard lock(mutex);
    const char* type = magic_file(magic, path.c_str());
    return type == nullptr ? "application/octet-stream" : type;
}

Result<void> CheckType(std::string_view type, std::string_view name) {
    static constexpr std::array<std::string_view, 13> kWanted{
        "application/pdf",
        "image/jpeg",
        "image/png",
        "image/tiff",
        "image/heic",
        "image/heif",
        "image/webp",
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.oasis.opendocument.text",
        "text/plain"};
    for (const auto wanted : kWanted)
        if (type == wanted) return {};
    return Refuse("FILE_TYPE",
                  Say("Tệp “{1}” thuộc loại không nhận. Hãy gửi PDF, ảnh chụp (JPG, PNG) hoặc văn bản Word.", Shorten(name, 60)));
}

FileStore::FileStore(std::string folder, Scanner scanner)
    : folder_(std::move(folder)), incoming_(folder_ + "/incoming"), scanner_(std::move(scanner)) {
    std::filesystem::create_directories(incoming_);
    // What was arriving when the program last ended belongs to nobody.
    for (const auto& entry : std::filesystem::directory_iterator(incoming_)) std::filesystem::remove(entry.path());
}

bool FileStore::Draw(const std::string& digest) const {
    const auto path = PathOf(digest), type = SniffType(path);
    if (const auto pages = type == "application/pdf" ? CountPages(path) : std::nullopt)
        std::ofstream(path + std::string(kPages)) << *pages;
    return DrawPreview(path, type, PreviewOf(digest));
}

std::optional<int> FileStore::PagesOf(std::string_view digest) const {
    std::ifstream file(PathOf(digest) + std::string(kPages));
    int pages = 0;
    return file >> pages ? std::optional(pages) : std::nullopt;
}

Result<FileStore::Kept> FileStore::Keep(const std::string& path, std::string_view name) {
    return Take(path, name, Wanted::papers);
}

Result<FileStore::Kept> FileStore::KeepData(const std::string& path, std::string_view name) {
    return Take(path, name, Wanted::anything);
}

Result<FileStore::Kept> FileStore::Take(const std::string& path, std::string_view name, Wanted wanted) {
    Kept kept{CleanName(name), "", "", 0};
    std::error_code error;
    kept.size = static_cast<std::int64_t>(std::filesystem::file_size(path, error));
    if (error) return Unreadable(kept.name);
    if (kept.size == 0)
        return Refuse("FILE_EMPTY",
                      Say("Tệp “{1}” rỗng. Hãy mở tệp trên máy xem có nội dung không rồi gửi lại.", Shorten(kept.name, 60)));
    kept.type = SniffType(path);
    if (wanted == Wanted::papers) {
        if (auto paper = CheckType(kept.type, kept.name); !paper) return std::unexpected(paper.error());
        if (kept.type == "application/pdf")
            if (auto opens = CheckPdf(path, kept.name); !opens) return std::unexpected(opens.error());
        kept.name = NameByType(std::move(kept.name), kept.type);
    }
    if (wanted != Wanted::made)
        if (auto clean = scanner_.Scan(path, kept.name); !clean) return std::unexpected(clean.error());
    kept.digest = DigestOfFile(path);
    if (kept.digest.empty()) return Unreadable(kept.name);
    const auto home = folder_ + "/" + kept.digest.substr(0, 2);
    std::filesystem::create_directories(home);
    const auto last = home + "/" + kept.digest;
    if (!std::filesystem::exists(last)) {
        if (!Place(path, last, incoming_ + "/copy-" + Hex(RandomBytes(12)), kept.size) || !Sync(home, O_RDONLY | O_DIRECTORY))
            return NoRoom();
    } else {
        // As good as new: what sweeps old contents away leaves it for another day.
        std::filesystem::last_write_time(last, std::filesystem::file_time_type::clock::now(), error);
    }
    return kept;
}

Result<FileStore::Kept> FileStore::KeepBytes(std::string_view bytes, std::string_view name) {
    return TakeBytes(bytes, name, Wanted::papers);
}

Result<FileStore::Kept> FileStore::KeepMade(std::string_view bytes, std::string_view name) {
    return TakeBytes(bytes, name, Wanted::made);
}

void FileStore::DrawNothing(const Kept& in_place) {
    in_place_ = std::make_shared<const Kept>(in_place);
}

Result<FileStore::Kept> FileStore::TakeBytes(std::string_view bytes, std::string_view name, Wanted wanted) {
    const Passing arrived(incoming_ + "/bytes-" + Hex(RandomBytes(12)));
    std::ofstream file(arrived.path(), std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();  // what it still holds is written only now
    if (!file) return NoRoom();
    return Take(arrived.path(), name, wanted);
}

File FileStore::Record(storage::Transaction& tx, const Kept& kept, Instant now) {
    File file{Fresh<FileTag>(), kept.name, kept.type, kept.size, kept.digest, now};
    tx.Run(
        kInsert,
        {{"id", file.id}, {"name", file.name}, {"type", file.type}, {"size", file.size}, {"digest", file.digest}, {"now", now}});
    return file;
}

std::optional<File> FileStore::Find(storage::Transaction& tx, FileId id) {
    return tx.SelectOne(kFind, {{"id", id}}, [](storage::Row& row) {
        return File{.id = row.Next<FileId>(),
                    .name = row.Next<std::string>(),
                    .type = row.Next<std::string>(),
                    .size = row.Next<std::int64_t>(),
                    .digest = row.Next<std::string>(),
                    .added = row.Next<Instant>()};
    });
}

std::string FileStore::PathOf(std::string_view digest) const {
    return folder_ + "/" + std::string(digest.substr(0, 2)) + "/" + std::string(digest);
}

}  // namespace dongson::files
