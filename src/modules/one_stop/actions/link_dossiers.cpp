#include "modules/one_stop/actions/link_dossiers.h"

#include <algorithm>
#include <utility>

#include "core/print_letters.h"
#include "core/text.h"
#include "modules/one_stop/actions/dossier_keeper.h"
#include "modules/one_stop/actions/dossier_writing.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::one_stop {

using storage::Transaction;
using workflow::Link;
using workflow::LinkStore;
using workflow::RelationName;
using workflow::Subject;

namespace {

constexpr std::size_t kLongestNote = 300;  // characters
constexpr std::size_t kMostLinks = 30;     // of one dossier

Subject SubjectOf(const Dossier& dossier) {
    return {DossierKind().key(), dossier.id.value};
}

// Those with other dossiers: tasks that are part of one stand elsewhere.
std::vector<Link> LinksOf(Transaction& tx, const Dossier& dossier) {
    auto links = LinkStore(tx).Of(SubjectOf(dossier));
    std::erase_if(links, [&](const Link& link) { return link.Other(SubjectOf(dossier)).kind != DossierKind().key(); });
    return links;
}

// Both of them, to be changed, whoever asks first for which: always in one order, so that no two wait for each other.
std::pair<std::optional<Dossier>, std::optional<Dossier>> Both(Transaction& tx, const std::string& one,
                                                               const std::string& other) {
    DossierStore dossiers(tx);
    if (one < other) {
        auto first = dossiers.GetToChange(one);
        return {std::move(first), dossiers.GetToChange(other)};
    }
    auto second = dossiers.GetToChange(other);
    return {dossiers.GetToChange(one), std::move(second)};
}

std::unexpected<Refusal> NotTheirs() {
    return std::unexpected(Refusal::Forbidden(Say("Đơn vị của bạn không giữ và không được hỏi về hồ sơ này.")));
}

// One of the two, with who may write to it.
struct End {
    const Dossier& dossier;
    const Actor& actor;
};

// With both: "Thay cho: H56.14-261123-0001. Nộp nhầm thủ tục".
void WriteDown(const Platform& platform, Transaction& tx, const Link& link, const End& from, const End& to,
               std::string_view event, const Words& label) {
    const auto now = platform.clock.Now();
    for (const bool back : {false, true}) {
        const auto& here = back ? to : from;
        auto happened = Happens(here.dossier, event, label, here.actor, now);
        happened.reason = RelationName(link.relation, back).vi + ": " + (back ? from : to).dossier.code;
        if (!back) AddReason(happened, link.note);
        EngineOf(platform, tx, now).Record(here.dossier, std::move(happened));
    }
}

}  // namespace

Result<void> LinkDossiers(const Platform& platform, const identity::Officer& officer, const NewLink& wanted) {
    const auto relation = workflow::ParseRelation(wanted.relation);
    if (!relation || std::ranges::find(workflow::kSaidRelations, *relation) == std::end(workflow::kSaidRelations))
        return No("ONE_STOP_LINK_RELATION", Say("Chọn hai hồ sơ có quan hệ gì."), "quan_he");
    const auto note = OneSpaced(wanted.note);
    if (Length(note) > kLongestNote)
        return No("ONE_STOP_TOO_LONG", Say("Ghi chú của liên kết dài quá {1} ký tự.", std::to_string(kLongestNote)), "ghi_ro");
    if (auto refusal = RefuseLetters(note, "ghi_ro")) return std::unexpected(*std::move(refusal));
    const auto other_code = CleanCode(wanted.other);
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        const auto [dossier, other] = Both(tx, wanted.code, other_code);
        if (!dossier) return std::unexpected(DossierKind().Missing(wanted.code));
        const auto actor = ColleagueOn(platform, tx, officer, *dossier);
        if (!actor) return NotTheirs();
        // Of one that they may not read nobody is told whether it exists.
        const auto actor_there = other ? ColleagueOn(platform, tx, officer, *other) : std::nullopt;
        if (!actor_there)
            return No("ONE_STOP_LINK_CODE", Say("Không có hồ sơ mã {1} mà đơn vị bạn giữ hoặc được hỏi ý kiến.", other_code),
                      "ma_ho_so");
        if (other->id == dossier->id)
            return No("ONE_STOP_LINK_ITSELF", Say("Đây chính là hồ sơ này. Nhập mã hồ sơ kia."), "ma_ho_so");
        const auto links = LinksOf(tx, *dossier);
        if (std::ranges::any_of(links, [&](const Link& each) { return each.Other(SubjectOf(*dossier)) == SubjectOf(*other); }))
            return No("ONE_STOP_LINKED_ALREADY", Say("Hai hồ sơ đã được liên kết. Gỡ liên kết cũ nếu muốn đổi."), "ma_ho_so",
                      RefusalKind::conflict);
        if (std::max(links.size(), LinksOf(tx, *other).size()) >= kMostLinks)
            return No("ONE_STOP_LINKS_MANY", Say("Một hồ sơ có nhiều nhất {1} liên kết.", std::to_string(kMostLinks)),
                      "ma_ho_so");
        const Link link{.id = FreshId(),
                        .from = SubjectOf(*dossier),
                        .to = SubjectOf(*other),
                        .relation = *relation,
                        .note = note,
                        .account = actor->id,
                        .by = actor->WithStead(),
                        .at = platform.clock.Now()};
        LinkStore(tx).Add(link);
        WriteDown(platform, tx, link, {*dossier, *actor}, {*other, *actor_there}, workflow::names::kLink,
                  {"Liên kết hồ sơ", "Linked"});
        return {};
    });
}

Result<void> UnlinkDossiers(const Platform& platform, const identity::Officer& officer, const std::string& code,
                            std::int64_t id) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        const auto dossier = DossierStore(tx).Get(code);
        if (!dossier) return std::unexpected(DossierKind().Missing(code));
        const auto links = LinksOf(tx, *dossier);
        const auto link = std::ranges::find(links, id, &Link::id);
        if (link == links.end()) return No("ONE_STOP_NOT_LINKED", Say("Liên kết này đã được gỡ."), "", RefusalKind::conflict);
        const auto other_code = workflow::CaseStore(tx).CodeOf(CaseId{link->Other(SubjectOf(*dossier)).id});
        const auto [here, other] = Both(tx, code, other_code);
        const auto actor = ColleagueOn(platform, tx, officer, *here), actor_there = ColleagueOn(platform, tx, officer, *other);
        if (!actor) return NotTheirs();
        if (!actor_there)
            return std::unexpected(Refusal::Forbidden(Say("Chỉ đơn vị được đọc cả hai hồ sơ mới gỡ được liên kết này.")));
        if (!LinkStore(tx).Remove(id, platform.clock.Now()))
            return No("ONE_STOP_NOT_LINKED", Say("Liên kết này đã được gỡ."), "", RefusalKind::conflict);
        const End from{*here, *actor}, to{*other, *actor_there};
        const bool back = link->from != SubjectOf(*here);
        WriteDown(platform, tx, *link, back ? to : from, back ? from : to, workflow::names::kUnlink,
                  {"Gỡ liên kết hồ sơ", "Unlinked"});
        return {};
    });
}

std::vector<LinkedDossier> LinkedWith(Transaction& tx, const identity::Officer& officer, const Dossier& dossier) {
    std::vector<LinkedDossier> linked;
    for (const auto& link : LinksOf(tx, dossier)) {
        const CaseId other_id{link.Other(SubjectOf(dossier)).id};
        auto& shown = linked.emplace_back(LinkedDossier{.id = link.id,
                                                        .code = workflow::CaseStore(tx).CodeOf(other_id),
                                                        .relation = RelationName(link.relation, link.from != SubjectOf(dossier)),
                                                        .note = {},
                                                        .by = link.by,
                                                        .at = link.at,
                                                        .procedure = {},
                                                        .state = {}});
        const auto other = DossierStore(tx).Get(shown.code);
        if (!other || !MayRead(officer, workflow::CaseStore(tx).Readers(other_id))) continue;
        shown.note = link.note;
        shown.procedure = other->procedure_name;
        shown.state = ProcessOf(*other).At(other->state).words.Now();
    }
    return linked;
}

}  // namespace dongson::one_stop
