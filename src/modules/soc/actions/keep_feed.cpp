#include "modules/soc/actions/keep_feed.h"

#include <algorithm>
#include <filesystem>

#include "core/text.h"
#include "modules/soc/actions/unpack.h"
#include "modules/soc/centre/feed_files.h"
#include "modules/soc/events/durable_file.h"
#include "modules/soc/intelligence/indicator_reader.h"
#include "modules/soc/storage/feed_store.h"
#include "storage/database.h"

namespace dongson::soc {

namespace {

constexpr std::size_t kMostBytes = 1U << 30, kLongestName = 100;

std::unexpected<Refusal> No(std::string code, Sentence sentence, std::string field, RefusalKind kind = RefusalKind::invalid) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), std::move(field), kind});
}

// One line a value, in order: the same value again says nothing new.
std::string InOrder(std::vector<std::string> lines) {
    const auto value = [](const std::string& line) {
        return std::string_view(line).substr(0, line.find('\t', line.find('\t') + 1));
    };
    std::ranges::stable_sort(lines, {}, value);
    const auto repeated = std::ranges::unique(lines, {}, value);
    lines.erase(repeated.begin(), repeated.end());
    return Join(lines, "");
}

void Write(const std::string& path, std::string_view bytes) {
    const std::string part = path + ".part";
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::filesystem::remove(part);
    {
        DurableFile file(part);
        file.Write(bytes);
        file.Sync();
    }
    std::filesystem::rename(part, path);
}

}  // namespace

Result<Feed> ImportFeed(const Platform& platform, const FeedImport& import, std::string_view bytes) {
    const std::string name(Trim(import.name));
    if (name.empty() || Length(name) > kLongestName)
        return No("SOC_FEED_NAME", Say("Đặt tên danh sách, không quá {1} ký tự.", std::to_string(kLongestName)), "ten");
    const auto plain = Unpacked(bytes, kMostBytes);
    if (!plain) return std::unexpected(plain.error());
    std::vector<std::string> lines;
    const auto reading = ReadIndicators(*plain, [&](const Indicator& indicator) { lines.push_back(LineOf(indicator)); });
    if (lines.empty())
        return No("SOC_FEED_REFUSED",
                  reading.left_out.first.empty()
                      ? Say("Không thấy chỉ dấu nào trong tệp. Nhận STIX 2.1, tệp xuất của MISP, hoặc CSV.")
                      : Say("Không dùng được chỉ dấu nào trong tệp: {1}", reading.left_out.First()),
                  "tep");
    const std::string all = InOrder(std::move(lines));

    auto known = platform.storage.Read([&](storage::Transaction& tx) { return FeedStore(tx).Named(name); });
    Feed feed = known.value_or(Feed{.id = Fresh<FeedTag>(), .name = name, .edition = 0});
    if (known && !known->LookedBack())
        return No("SOC_FEED_BUSY", Say("Đang soi sự kiện đã lưu theo lần nhập trước của danh sách này. Chờ xong rồi nhập lại."),
                  "ten", RefusalKind::conflict);
    ++feed.edition;
    feed.level = import.level;
    feed.format = reading.format;
    feed.indicators = static_cast<std::uint64_t>(std::ranges::count(all, '\n'));
    feed.left_out = reading.left_out.count;
    feed.faults = reading.left_out.Lines();
    feed.account = import.account;
    feed.imported = platform.clock.Now();
    feed.live_from.reset();
    Write(FeedPath(platform, feed.id, feed.edition), all);
    return platform.storage.InTransaction([&](storage::Transaction& tx) -> Result<Feed> {
        FeedStore feeds(tx);
        if (!known) {
            feeds.Insert(feed);
        } else if (!feeds.Renew(feed)) {
            return No("SOC_FEED_BUSY", Say("Người khác vừa nhập danh sách này. Tải lại trang rồi xem."), "ten",
                      RefusalKind::conflict);
        }
        return feed;
    });
}

Result<void> WithdrawFeed(const Platform& platform, FeedId id) {
    const auto feed = platform.storage.Read([&](storage::Transaction& tx) { return FeedStore(tx).Get(id); });
    if (!feed) return std::unexpected(Refusal::NotFound(Say("Không có danh sách này.")));
    auto withdrawn = platform.storage.InTransaction([&](storage::Transaction& tx) -> Result<void> {
        FeedStore(tx).Delete(id);
        return {};
    });
    if (withdrawn)
        for (const std::int64_t edition : {feed->known_edition, feed->edition})
            std::filesystem::remove(FeedPath(platform, id, edition));
    return withdrawn;
}

}  // namespace dongson::soc
