#pragma once

#include "storage/database.h"

namespace dongson::identity {

using storage::Statement;

inline constexpr Statement kInsertProposal{"identity.insert_proposal", R"(
    INSERT INTO proposal (id, kind, account_id, parameters, document, reason, salt, asked_by, asked_by_name, asked_at, until_at,
                          decision, decided_by, decided_by_name, decided_at, asked_entry, decided_entry)
    VALUES ($id, $kind, $about, $parameters, $document, $reason, $salt, $by, $by_name, $now, $until, '', 0, '', NULL, $entry, 0))"};
#define PROPOSAL                                                                                                                \
    "SELECT id, kind, account_id, parameters, reason, salt, asked_by, asked_by_name, asked_at, until_at, decision, decided_by," \
    "       decided_by_name, decided_at, asked_entry, decided_entry"                                                            \
    "  FROM proposal"
inline constexpr Statement kProposal{"identity.proposal", PROPOSAL " WHERE id = $id"};
inline constexpr Statement kWaitingProposals{"identity.waiting_proposals",
                                             PROPOSAL " WHERE decision = '' AND until_at > $now ORDER BY asked_at, id"};
inline constexpr Statement kNewestProposals{"identity.newest_proposals", PROPOSAL " ORDER BY asked_at DESC, id DESC LIMIT $rows"};
inline constexpr Statement kEveryProposal{"identity.every_proposal", PROPOSAL " ORDER BY asked_at, id"};
#undef PROPOSAL
inline constexpr Statement kProposalDocument{"identity.proposal_document", "SELECT document FROM proposal WHERE id = $id"};
// Whoever is faster decides.
inline constexpr Statement kDecideProposal{"identity.decide_proposal", R"(
    UPDATE proposal
       SET decision = $decision, decided_by = $by, decided_by_name = $by_name, decided_at = $now
     WHERE id = $id AND decision = '' AND until_at > $now)"};
inline constexpr Statement kDecisionEntered{"identity.decision_entered",
                                            "UPDATE proposal SET decided_entry = $entry WHERE id = $id"};
// Whether somebody let an account in or gave it a post, alone or as one of the two; of who was not here yet when it was asked
// for, what the second person did in the minute of their yes.
inline constexpr Statement kLetInBy{"identity.let_in_by", R"(
    SELECT (SELECT COUNT(*) FROM account_event
             WHERE account_id = $account AND by_id = $by AND at > $since
               AND event IN ('hired', 'appointed', 'access_renewed', 'enabled', 'changed'))
         + (SELECT COUNT(*) FROM proposal
             WHERE account_id = $account AND asked_by = $by AND decision IN ('granted', 'granted_nobody_else') AND decided_at > $since
               AND kind IN ('renew', 'enable', 'appoint'))
         + (SELECT COUNT(*)
              FROM proposal p JOIN account_event e
                ON e.account_id = $account AND e.by_id = p.decided_by AND e.event IN ('hired', 'appointed', 'changed')
               AND e.at BETWEEN p.decided_at - 60000 AND p.decided_at + 60000
             WHERE p.asked_by = $by AND p.decision IN ('granted', 'granted_nobody_else') AND p.kind IN ('hire', 'list')
               AND p.decided_at > $since))"};
// How often somebody was hired, opened again or given a post by others alone: neither by that person nor at their request.
inline constexpr Statement kLetInByOthers{"identity.let_in_by_others", R"(
    SELECT COUNT(*) FROM account_event e
     WHERE e.account_id = $account AND e.at >= $since AND e.by_id <> $by
       AND e.event IN ('hired', 'appointed', 'enabled')
       AND NOT EXISTS (SELECT 1 FROM proposal p
                        WHERE p.asked_by = $by AND p.decided_by = e.by_id
                          AND p.decision IN ('granted', 'granted_nobody_else')
                          AND (p.account_id = e.account_id OR p.kind IN ('hire', 'list'))
                          AND e.at BETWEEN p.decided_at - 60000 AND p.decided_at + 60000))"};
}  // namespace dongson::identity
