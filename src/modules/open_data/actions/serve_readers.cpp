#include "modules/open_data/actions/serve_readers.h"

#include "core/bytes.h"
#include "core/text.h"
#include "modules/open_data/capabilities.h"
#include "modules/open_data/domain/addresses.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "modules/open_data/storage/reader_store.h"
#include "platform/identity/person_number.h"
#include "platform/notices/notices.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/inbox.h"

namespace dongson::open_data {

using identity::Officer;
using storage::Transaction;

namespace {

constexpr std::string_view kModule = "open_data", kRemarkSlot = "remark";

// Who answers for the portal as a whole: the office of the province's committee, else the committee.
UnitId KeeperOf(const Platform& platform) {
    const auto units = platform.units.Now();
    UnitId keeper;
    for (const auto& unit : units->all()) {
        if (unit.kind == "province") keeper = unit.id;
        if (unit.kind == "office" && unit.level == organisation::Level::province) return unit.id;
    }
    return keeper;
}

void AskUnit(Transaction& tx, const Remark& remark, const std::string& title, Instant now) {
    workflow::InboxStore(tx).Save({.module = std::string(kModule),
                                   .case_id = remark.id.value,
                                   .slot = std::string(kRemarkSlot),
                                   .reference = title,
                                   .path = "/can-bo/du-lieu/gop-y/" + ToText(remark.id),
                                   .title = Shorten(remark.text, 80),
                                   .person = remark.name,
                                   .state = {"Góp ý chờ trả lời", "Remark to be answered"},
                                   .unit = remark.unit,
                                   .capability = std::string(kKeep.key),
                                   .fresh = true,
                                   .changed = now});
}

std::string LinkTo(const Platform& platform, std::string_view token) {
    return platform.base_url + "/du-lieu/theo-doi/" + std::string(token);
}

}  // namespace

std::expected<Remark, Refusals> SendRemark(const Platform& platform, Remark remark) {
    auto faults = CheckRemark(remark);
    if (!faults.empty()) return std::unexpected(std::move(faults));
    remark.id = Fresh<RemarkTag>();
    remark.made = platform.clock.Now();
    platform.storage.MustWrite([&](Transaction& tx) {
        const auto dataset = remark.dataset ? CatalogueStore(tx).Get(remark.dataset) : std::nullopt;
        remark.unit = dataset ? dataset->unit : KeeperOf(platform);
        ReaderStore(tx).Insert(remark);
        AskUnit(tx, remark, dataset ? dataset->slug : "yeu-cau-du-lieu", remark.made);
    });
    return remark;
}

Result<Remark> AnswerRemark(const Platform& platform, const Officer& officer, RemarkId id, std::string_view answer, Shown shown) {
    if (Length(Trim(answer)) < 10)
        return std::unexpected(
            Refusal{"ANSWER_SHORT", Say("Viết câu trả lời: đã làm gì, bao giờ có, hoặc vì sao không."), "tra_loi"});
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Remark> {
        auto remark = ReaderStore(tx).GetRemark(id);
        if (!remark || !officer.May(remark->unit, kEdit))
            return std::unexpected(Refusal::Forbidden(Say("Chỉ cán bộ của cơ quan được hỏi trả lời được.")));
        remark->answer = Trim(answer);
        remark->answered_by = platform.units.Now()->NameOf(remark->unit);
        remark->answered = platform.clock.Now();
        remark->hidden = shown == Shown::to_sender;
        if (!ReaderStore(tx).Answer(*remark))
            return std::unexpected(Refusal{"VERSION_CLASH", Say("Góp ý này đã được trả lời."), "", RefusalKind::conflict});
        workflow::InboxStore(tx).Remove(kModule, id.value, kRemarkSlot);
        if (!remark->email.empty())
            platform.notices.Send(
                tx, {{}, remark->email},
                {.reference = "gop-y",
                 .subject = Say("Trả lời góp ý của ông/bà về dữ liệu mở"),
                 .sentence = Say("{1} trả lời góp ý của bạn về dữ liệu mở: {2}", remark->answered_by, remark->answer)},
                *remark->answered);
        return *remark;
    });
}

Result<bool> BeginSubscription(const Platform& platform, const Dataset& dataset, std::string_view email) {
    const auto address = identity::ParseEmail(email);
    if (!address) return std::unexpected(Refusal{address.error().code, address.error().sentence, "thu"});
    const Subscription subscription{
        .id = Fresh<SubscriptionTag>(), .dataset = dataset.id, .email = Lower(*address), .made = platform.clock.Now()};
    const auto token = Base64Url(RandomBytes(24));
    platform.storage.MustWrite([&](Transaction& tx) {
        ReaderStore(tx).Subscribe(subscription, BytesOf(Digest(token)));
        platform.notices.Send(
            tx, {{}, subscription.email},
            {.reference = "theo-doi",
             .subject = Say("Xác nhận nhận thư khi “{1}” có thay đổi", dataset.title),
             .sentence =
                 Say("Bấm vào đây để nhận thư khi “{1}” có thay đổi: {2}. Nếu không phải bạn yêu cầu, hãy bỏ qua thư này.",
                     dataset.title, LinkTo(platform, token))},
            subscription.made);
    });
    return true;
}

std::optional<Subscription> SubscriptionOf(const Platform& platform, std::string_view token) {
    return platform.storage.Read([&](Transaction& tx) { return ReaderStore(tx).GetSubscription(BytesOf(Digest(token))); });
}

void ConfirmSubscription(const Platform& platform, SubscriptionId id) {
    platform.storage.MustWrite([&](Transaction& tx) { ReaderStore(tx).Confirm(id); });
}

void EndSubscription(const Platform& platform, SubscriptionId id) {
    platform.storage.MustWrite([&](Transaction& tx) { ReaderStore(tx).Unsubscribe(id); });
}

void TellSubscribers(const Platform& platform, Transaction& tx, const Dataset& dataset, const Resource& resource,
                     const Version& version) {
    ReaderStore readers(tx);
    for (const auto& subscription : readers.SubscribersOf(dataset.id)) {
        // Each letter has a link of its own to stop: nothing that could be used is kept here.
        const auto token = Base64Url(RandomBytes(24));
        readers.RenewToken(subscription.id, BytesOf(Digest(token)));
        platform.notices.Send(tx, {{}, subscription.email},
                              {.reference = dataset.slug,
                               .subject = Say("“{1}” có phiên bản mới", dataset.title),
                               .sentence = Say("“{1} – {2}” có phiên bản {3}. Thôi nhận thư: {4}", dataset.title, resource.title,
                                               std::to_string(version.number), LinkTo(platform, token)),
                               .path = VersionPath(dataset, resource, version.number)},
                              version.published);
    }
}

void CountDownload(const Platform& platform, ResourceId resource, const Reader& reader) {
    if (IsRobot(reader.user_agent)) return;
    const auto today = platform.clock.Now().LocalDate();
    const auto fresh = Base64Url(RandomBytes(18));
    platform.storage.MustWrite([&](Transaction& tx) {
        ReaderStore readers(tx);
        const auto salt = readers.SaltOf(today, fresh);
        readers.CountReader(resource, today, BytesOf(Digest(salt + "\n" + reader.address + "\n" + ToText(resource))));
    });
}

}  // namespace dongson::open_data
