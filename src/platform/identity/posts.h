// Posts outlive their units: whoever held one in a unit that ended holds it in the unit that took over its work.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "platform/identity/storage/account_store.h"
#include "platform/organisation/directory.h"
#include "platform/platform.h"

namespace dongson::identity {

struct Delegation;

// The appointments as they hold on a day. One in a unit whose work went to nobody as a whole, as the districts', has ended with
// it.
std::vector<Appointment> AppointmentsOn(std::vector<Appointment> appointments, const organisation::Units& units, Date day);

std::vector<Appointment> PostsToday(const Platform& platform, std::vector<Appointment> appointments);

// Those in this unit first, in their order: what an officer with several posts works as now. Another unit's: as they were.
void PutFirst(std::vector<Appointment>& appointments, UnitId unit);

// Who may do something in a unit on a day.
std::vector<AccountStore::Colleague> ColleaguesOn(AccountStore& accounts, const organisation::Units& units, UnitId unit,
                                                  const Capability& capability, Date day);

// What somebody may do in which unit on a day: capabilities by their keys.
std::set<std::pair<UnitId, std::string>> StaffedOn(AccountStore& accounts, const organisation::Units& units, Date day);

// Where nobody signs but this officer: left without who signs when they go.
std::vector<UnitId> WhereOnlyTheySign(AccountStore& accounts, const organisation::Units& units, AccountId account, Date day);

// Marks those that gave something and give nothing any more, by the posts that the receiver holds today (StandsIn).
void HoldAgainstPosts(AccountStore& accounts, const organisation::Units& units, Date day, std::vector<Delegation>& delegations);

}  // namespace dongson::identity
