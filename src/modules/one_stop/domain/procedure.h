// A procedure as the province offers it: one version, true from a date. Open dossiers keep theirs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "platform/calendar/deadline.h"
#include "platform/definitions/edition.h"
#include "platform/identity/account.h"
#include "platform/organisation/unit.h"

namespace dongson::one_stop {

// One component of the dossier: what must be handed in.
struct Paper {
    std::string group;  // the case or heading it belongs to
    std::string name;
    int originals = 0, copies = 0;
    std::string form;  // the model form's name, when there is one
};

enum class Channel : unsigned char { counter = 1, online = 2, post = 3 };  // national codes
std::string_view ChannelName(Channel channel);

// phí, for a service; lệ phí, for being allowed (Law on fees and charges 2015).
enum class FeeKind : unsigned char { unsaid, fee, charge };
std::string_view FeeKindName(FeeKind kind);

// Another sum for a period: Circular 64/2025 halves some fees until the end of 2026.
struct PeriodFee {
    std::int64_t sum = 0;
    Date from, until;  // both days included
};

// How to apply in one channel, cleaned, with the source's words beside. A channel may have several: one for each case.
struct Method {
    Channel channel = Channel::counter;
    std::optional<calendar::Duration> duration;
    std::optional<std::int64_t> fee;  // VND; absent: the source does not say a sum
    std::string time_text, fee_text, note;
    FeeKind fee_kind = FeeKind::unsaid;
    std::optional<PeriodFee> period_fee{};
    std::optional<Date> fee_until{};  // the last day that the sum holds, when it is a period's own
    std::string fee_each{};           // the sum is for each of these ("trang"): what is due must be counted

    // What is due on a day, where the source says one sum.
    std::optional<std::int64_t> FeeOn(Date day) const;
};

enum class OnlineLevel : unsigned char { information = 2, partial = 3, whole = 4 };  // national codes
std::string_view OnlineLevelName(OnlineLevel level);

struct Law {
    std::string title, number;
};

// Whom the procedure frees from its fee, or from part of it, and by what: a group of data/fees/groups.yaml.
struct FeeRelief {
    std::string group;
    int percent = 100;  // that is not paid
    std::string basis;
};

struct Procedure {
    ProcedureId id;    // of this version
    std::string code;  // 1.001193
    int version = 1;
    Date valid_from;
    std::string name, domain, issuer, performer;
    organisation::Level level = organisation::Level::commune;  // who decides
    std::string department;                                    // key of the provincial department in charge
    bool for_people = true, for_businesses = true;
    OnlineLevel online = OnlineLevel::partial;
    bool online_assigned = true;     // the source does not say it: assigned for the demonstration
    bool national = false;           // joined to the national portal
    bool national_assigned = false;  // as above
    bool published = false;
    std::string process;             // its key
    std::string form;                // the key of the form that asks for it; empty: the form that names it, or the common one
    std::vector<std::string> words;  // how people here ask for it
    definitions::EditionId edition;  // the province's own that this version says; none: as the list had it
    std::vector<Method> methods;
    std::vector<Paper> papers;
    std::vector<std::string> guidance;  // what the source says about the papers
    std::vector<Law> laws;
    std::vector<FeeRelief> reliefs{};
    std::vector<std::string> results;
    std::string steps, requirements, laws_text, decision, url, audience_text;
    std::vector<std::string> lacking;  // what the source row did not say

    const Method* Find(Channel channel) const;
    bool AcceptsOnline() const { return online != OnlineLevel::information; }
    // The component itself, or −1 ("other") when there is none with this index.
    int ComponentOrOther(int component) const {
        return component >= 0 && static_cast<std::size_t>(component) < papers.size() ? component : -1;
    }
    // The time allowed when applied for in a channel, or in any when the channel has none of its own. Where cases differ, the
    // longest.
    std::optional<calendar::Duration> DurationFor(Channel channel) const;
    // Where the source gives a channel several times: its cases, by their index in `methods`, for a clerk to choose from. Empty
    // where there is nothing to choose.
    std::vector<std::size_t> CasesOf(Channel channel) const;
    // What tells a case from the others, in the source's words.
    std::string CaseWords(std::size_t method) const;
    // The sum that all cases of the channel have on a day; absent when they differ or the source leaves it open: then a clerk
    // says it.
    std::optional<std::int64_t> FeeFor(Channel channel, Date day) const;
};

// Everything but the columns the store keeps, as JSON.
std::string ContentOf(const Procedure& procedure);
void ReadContent(std::string_view json, Procedure& procedure);

// No published procedure has this code.
Refusal NoProcedure(std::string_view code);

// Whether somebody of this kind may apply at all; the refusal says why not. A person may apply for an organisation.
std::optional<Refusal> RefuseAudience(const Procedure& procedure, identity::AccountKind kind);

}  // namespace dongson::one_stop
