#include "modules/open_data/actions/pull_files.h"

#include <algorithm>
#include <filesystem>

#include "core/language.h"
#include "core/temporary_file.h"
#include "core/text.h"
#include "modules/open_data/actions/fetch.h"
#include "modules/open_data/actions/fetch_text.h"
#include "modules/open_data/actions/prepare_upload.h"
#include "modules/open_data/capabilities.h"
#include "modules/open_data/metadata/elsewhere.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "modules/open_data/storage/pull_store.h"
#include "modules/open_data/storage/upload_store.h"
#include "platform/files/files.h"
#include "platform/identity/posts.h"
#include "platform/identity/storage/account_store.h"
#include "platform/jobs/jobs.h"

namespace dongson::open_data {

using identity::Officer;
using storage::Transaction;

namespace {

std::unexpected<Refusal> NotYours() {
    return std::unexpected(Refusal::Forbidden(Say("Chỉ cán bộ của cơ quan phụ trách bộ dữ liệu làm được việc này.")));
}

Result<Pull> OwnPull(const Platform& platform, const Officer& officer, PullId id) {
    return platform.storage.Read([&](Transaction& tx) -> Result<Pull> {
        auto pull = PullStore(tx).Get(id);
        const auto dataset = pull ? CatalogueStore(tx).Get(pull->dataset) : std::nullopt;
        if (!dataset || !officer.May(dataset->unit, kEdit)) return NotYours();
        return *std::move(pull);
    });
}

// The address of the file itself, which another portal or a folder may have to be asked for.
Result<std::string> FindFile(const Platform& platform, const std::string& url) {
    const auto source = SourceOf(url);
    if (source.kind == SourceKind::file) return source.ask;
    const auto answer = FetchText(platform, source.ask);
    if (!answer) return std::unexpected(answer.error());
    return FileIn(source, *answer);
}

// What came of it, in words.
std::string Take(const Platform& platform, const Officer& officer, Pull& pull) {
    const auto url = FindFile(platform, pull.url);
    if (!url) return url.error().sentence.Now();
    const TemporaryFile file{platform.files.incoming() + "/pull-" + std::to_string(FreshId())};
    const auto fetched = FetchTo(*url, file.path(), FetchLimits::Of(platform.settings));
    if (!fetched) return fetched.error().sentence.Now();
    auto digest = files::DigestOfFile(file.path());
    if (!digest.empty() && digest == pull.digest) return Say("Không có gì mới.").Now();
    const auto upload = BeginUpload(platform, officer,
                                    {.dataset = pull.dataset,
                                     .resource = pull.resource,
                                     .path = file.path(),
                                     .name = LastStepOf(*url, "du-lieu.csv"),
                                     .note = Say("Lấy từ {1}", *url).Now()});
    if (!upload) return upload.error().sentence.Now();
    pull.digest = std::move(digest);
    const auto resource = platform.storage.Read([&](Transaction& tx) { return CatalogueStore(tx).Get(pull.resource); });
    if (!resource || resource->newest == 0) return Say("Có tệp đầu tiên, cần cán bộ xem các cột rồi trình duyệt.").Now();
    Refusals faults;
    const auto sent = SendToReview(platform, officer, upload->id, faults);
    return sent ? Say("Có tệp mới, đã trình duyệt.").Now()
                : Say("Có tệp mới, cần xem lại: {1}", sent.error().sentence.Now()).Now();
}

void Run(const Platform& platform, Pull& pull) {
    const LanguageScope record(Language::vietnamese);  // as everything that is kept, whoever asked for it
    const auto now = platform.clock.Now();
    const auto officer = platform.storage.Read([&](Transaction& tx) -> std::optional<Officer> {
        identity::AccountStore accounts(tx);
        auto account = accounts.Get(pull.account);
        if (!account || account->disabled) return std::nullopt;
        auto posts = identity::PostsToday(platform, accounts.Appointments(pull.account, now.LocalDate()));
        if (posts.empty()) return std::nullopt;
        return Officer{*std::move(account), std::move(posts)};
    });
    pull.outcome = officer ? Take(platform, *officer, pull) : Say("Người hẹn lấy tệp không còn là cán bộ ở đây.").Now();
    pull.pulled = now;
    pull.next = now + FrequencyDays(pull.every).value_or(1) * kDay;
    platform.storage.MustWrite([&](Transaction& tx) { PullStore(tx).Update(pull); });
}

void Schedule(Transaction& tx, Pull& pull, Instant now) {
    pull.id = Fresh<PullTag>();
    pull.next = now;
    PullStore(tx).Insert(pull);
}

}  // namespace

Result<Pull> BeginPull(const Platform& platform, const Officer& officer, Pull pull) {
    static constexpr std::string_view kSchemes[] = {"http://", "https://", "sftp://"};
    if (std::ranges::none_of(kSchemes, [&](std::string_view scheme) { return pull.url.starts_with(scheme); }))
        return std::unexpected(Refusal{"PULL_ADDRESS", Say("Địa chỉ bắt đầu bằng http://, https:// hoặc sftp://."), "dia_chi"});
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Pull> {
        const auto dataset = CatalogueStore(tx).Get(pull.dataset);
        if (!dataset || !officer.May(dataset->unit, kEdit)) return NotYours();
        const auto resource = CatalogueStore(tx).Get(pull.resource);
        if (!resource || resource->dataset != pull.dataset || resource->newest == 0)
            return std::unexpected(
                Refusal{"PULL_NO_TABLE", Say("Chọn bảng đã công bố: tệp lấy về được so với các cột của bảng ấy."), "bang_lay"});
        pull.account = officer.account.id;
        Schedule(tx, pull, platform.clock.Now());
        UploadStore(tx).Note(pull.dataset, "pull_begun", officer.account, pull.url, pull.next);
        return pull;
    });
}

void FetchFromNowOn(const Platform& platform, Transaction& tx, Pull pull) {
    Schedule(tx, pull, platform.clock.Now());
    platform.jobs.Add(tx, kPullJob, ToText(pull.id), pull.next);
}

Result<bool> EndPull(const Platform& platform, const Officer& officer, PullId id) {
    const auto pull = OwnPull(platform, officer, id);
    if (!pull) return std::unexpected(pull.error());
    platform.storage.MustWrite([&](Transaction& tx) {
        PullStore(tx).Delete(id, pull->dataset);
        UploadStore(tx).Note(pull->dataset, "pull_ended", officer.account, pull->url, platform.clock.Now());
    });
    return true;
}

Result<Pull> PullNow(const Platform& platform, const Officer& officer, PullId id) {
    auto pull = OwnPull(platform, officer, id);
    if (!pull) return pull;
    Run(platform, *pull);
    return pull;
}

void PullWhenDue(const Platform& platform, PullId id) {
    auto pull = platform.storage.Read([&](Transaction& tx) { return PullStore(tx).Get(id); });
    if (pull && pull->Due(platform.clock.Now())) Run(platform, *pull);
}

}  // namespace dongson::open_data
