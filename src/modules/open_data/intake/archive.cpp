#include "modules/open_data/intake/archive.h"

#include <zip.h>

#include <algorithm>
#include <optional>

#include "core/text.h"

namespace dongson::open_data {

namespace {

using Archive = std::unique_ptr<zip_t, decltype(&zip_discard)>;

std::unexpected<Refusal> Wrong(std::string code, Sentence sentence) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), "tep"});
}

Archive Open(const std::string& path) {
    int code = 0;
    return {zip_open(path.c_str(), ZIP_RDONLY, &code), zip_discard};
}

class Member final : public ByteSource {
  public:
    Member(Archive archive, zip_file_t* file, const ArchiveLimits& limits)
        : archive_(std::move(archive)), file_(file), left_(limits.member_bytes) {}
    ~Member() override { zip_fclose(file_); }
    Member(const Member&) = delete;
    Member& operator=(const Member&) = delete;

    std::size_t Read(char* into, std::size_t size) override {
        const auto read = zip_fread(file_, into, size);
        if (read < 0) throw BrokenSource("the archive is broken");
        left_ -= read;
        if (left_ < 0) throw BrokenSource("a member of the archive is larger than it may be");
        return static_cast<std::size_t>(read);
    }

  private:
    Archive archive_;
    zip_file_t* file_;
    std::int64_t left_;
};

std::optional<Refusal> RefuseMember(const zip_stat_t& stat, const ArchiveLimits& limits) {
    const auto size = static_cast<std::int64_t>(stat.size),
               packed = std::max<std::int64_t>(1, static_cast<std::int64_t>(stat.comp_size));
    if (stat.encryption_method != ZIP_EM_NONE)
        return Wrong("ARCHIVE_LOCKED", Say("Tệp ZIP có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.")).error();
    if (size > limits.member_bytes || (size > (1 << 20) && size / packed > limits.ratio))
        return Wrong("ARCHIVE_BOMB",
                     Say("“{1}” trong tệp nén bung ra quá lớn nên không được đọc.", Shorten(MendUtf8(stat.name), 100)))
            .error();
    return std::nullopt;
}

}  // namespace

bool IsArchive(std::string_view beginning) {
    return beginning.starts_with("PK\x03\x04") || beginning.starts_with("PK\x05\x06");
}

Result<std::vector<ArchiveMember>> MembersOf(const std::string& path, const ArchiveLimits& limits) {
    const auto archive = Open(path);
    if (archive == nullptr) return Wrong("ARCHIVE_BROKEN", Say("Tệp nén bị hỏng hoặc chưa tải lên hết."));
    const auto count = zip_get_num_entries(archive.get(), 0);
    if (count > limits.members) return Wrong("ARCHIVE_MANY", Say("Tệp nén có quá nhiều tệp bên trong."));
    std::vector<ArchiveMember> members;
    for (zip_int64_t index = 0; index < count; ++index) {
        zip_stat_t stat;
        if (zip_stat_index(archive.get(), static_cast<zip_uint64_t>(index), 0, &stat) != 0) continue;
        if (auto refusal = RefuseMember(stat, limits)) return std::unexpected(std::move(*refusal));
        members.push_back({stat.name, static_cast<std::int64_t>(stat.size)});
    }
    return members;
}

Result<std::unique_ptr<ByteSource>> OpenMember(const std::string& path, const std::string& member, const ArchiveLimits& limits) {
    auto archive = Open(path);
    if (archive == nullptr) return Wrong("ARCHIVE_BROKEN", Say("Tệp nén bị hỏng hoặc chưa tải lên hết."));
    zip_stat_t stat;
    if (zip_stat(archive.get(), member.c_str(), 0, &stat) != 0)
        return Wrong("ARCHIVE_NO_MEMBER", Say("Trong tệp nén không có “{1}”.", Shorten(MendUtf8(member), 100)));
    if (auto refusal = RefuseMember(stat, limits)) return std::unexpected(std::move(*refusal));
    auto* file = zip_fopen(archive.get(), member.c_str(), 0);
    if (file == nullptr) return Wrong("ARCHIVE_BROKEN", Say("Tệp nén bị hỏng hoặc chưa tải lên hết."));
    return std::unique_ptr<ByteSource>(new Member(std::move(archive), file, limits));
}

}  // namespace dongson::open_data
