// Every kind of act that may want two people: how it is written down, said to people, and carried out.
#pragma once

#include <boost/json.hpp>

#include "platform/identity/delegation.h"
#include "platform/identity/keep_roles.h"
#include "platform/identity/staff.h"
#include "platform/identity/staff_list.h"
#include "platform/identity/two_people.h"

namespace dongson::identity {

// One kind: what is said of it, how it is carried out, and where what it is about is looked at.
struct ActKind {
    std::string_view key;
    Sentence (*say)(const Platform& platform, storage::Transaction& tx, const ProposedAct& act);
    std::expected<Outcome, Refusals> (*carry_out)(const Platform& platform, const Manager& by, const ProposedAct& act);
    std::string (*path)(const ProposedAct& act) = nullptr;
};
// What an act was asked with; empty where it is no object.
boost::json::object ParametersOf(const ProposedAct& act);

// Those that rooms above bring beside the ones of people, posts and roles: each room before anybody asks.
void UseActs(std::vector<ActKind> kinds);

ProposedAct EndOfAccount(AccountId account, std::string_view reason);
ProposedAct EndOfPost(AccountId account, AppointmentId post, Date last, std::string_view reason);
ProposedAct NewCode(AccountId account, std::string_view reason);
ProposedAct Reopening(AccountId account, std::string_view reason);
ProposedAct Appointing(AccountId account, const NewPost& post, std::string_view reason);
ProposedAct Hiring(const NewOfficer& officer, const NewPost& post, std::string_view reason);
// `digest`: of the plan that was looked at (DigestOf); a list that would do something else by then is refused.
ProposedAct TakingList(std::string_view name, std::string csv, std::string_view digest, Faulty faulty, std::string_view reason);
ProposedAct MakingRole(const RoleDraft& draft);
ProposedAct ChangingRole(const RoleDraft& draft);
ProposedAct RestoringRole(std::string_view key, std::int64_t version, std::int64_t begun_from, std::string_view reason);
ProposedAct Delegating(const NewDelegation& wanted);
ProposedAct TakingBack(DelegationId delegation, AccountId receiver, std::string_view reason);
// Who does the work of a unit that ended, where no list says: the nearest there is to a merger. Keys of units, the lead first.
ProposedAct NamingSuccessors(std::string_view unit, const std::vector<std::string>& successors);

// "kết thúc chức vụ Chủ tịch, Phường Hạc Thành của Trần Văn Bình, hết ngày 31/12/2026", as it stands after "… đề nghị".
Sentence WordsOf(const Platform& platform, storage::Transaction& tx, const ProposedAct& act);
// Where a page shows what it is about; empty: the words say all.
std::string PathOf(const ProposedAct& act);
// By the same code as for somebody who needs nobody.
std::expected<Outcome, Refusals> CarryOut(const Platform& platform, const Manager& by, const ProposedAct& act);

bool IsSame(const ProposedAct& one, const ProposedAct& other);
// Whoever it is about comes in by a code that somebody else holds first.
bool LetsInAgain(const ProposedAct& act);
// Asked for by who operates, who may be no administrator.
bool AskedByOperators(const ProposedAct& act);
// What a list would do, of an act that takes one.
bool TakesList(const ProposedAct& act);

}  // namespace dongson::identity
