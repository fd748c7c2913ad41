#include "platform/workflow/link.h"

#include <algorithm>

#include "platform/workflow/storage/case_sql.h"

namespace dongson::workflow {

namespace {

struct Named {
    std::string_view word;
    Words there, back;
};

const Named& NamedOf(Relation relation) {
    static const Named named[] = {
        {"concerns", {"Có liên quan", "Has to do with"}, {"Có liên quan", "Has to do with"}},
        {"together", {"Giải quyết cùng", "Is worked on together with"}, {"Giải quyết cùng", "Is worked on together with"}},
        {"follows", {"Nộp tiếp sau", "Follows"}, {"Có hồ sơ nộp tiếp", "Is followed by"}},
        {"replaces", {"Thay cho", "Replaces"}, {"Được thay bằng", "Is replaced by"}},
        {"contests", {"Khiếu nại, đề nghị xem lại", "Contests"}, {"Bị khiếu nại, đề nghị xem lại", "Is contested by"}},
        {"part_of", {"Thuộc về", "Is part of"}, {"Gồm có", "Consists of"}}};
    return named[static_cast<int>(relation)];
}

}  // namespace

std::string_view RelationWord(Relation relation) {
    return NamedOf(relation).word;
}

std::optional<Relation> ParseRelation(std::string_view word) {
    const auto* found = std::ranges::find(kRelations, word, RelationWord);
    return found == std::end(kRelations) ? std::nullopt : std::optional(*found);
}

const Words& RelationName(Relation relation, bool back) {
    return back ? NamedOf(relation).back : NamedOf(relation).there;
}

void LinkStore::Add(const Link& link) {
    tx_.Run(kInsertLink, {{"id", link.id},
                          {"from_kind", link.from.kind},
                          {"from", link.from.id},
                          {"to_kind", link.to.kind},
                          {"to", link.to.id},
                          {"relation", RelationWord(link.relation)},
                          {"note", link.note},
                          {"account", link.account},
                          {"by", link.by},
                          {"at", link.at}});
}

std::vector<Link> LinkStore::Of(const Subject& subject) {
    return tx_.Select(kLinksOf, {{"kind", subject.kind}, {"id", subject.id}}, [](storage::Row& row) {
        Link link;
        link.id = row.Next<std::int64_t>();
        link.from = {row.Next<std::string>(), row.Next<std::int64_t>()};
        link.to = {row.Next<std::string>(), row.Next<std::int64_t>()};
        link.relation = ParseRelation(row.Next<std::string>()).value_or(Relation::concerns);
        link.note = row.Next<std::string>();
        link.account = row.Next<AccountId>();
        link.by = row.Next<std::string>();
        link.at = row.Next<Instant>();
        return link;
    });
}

bool LinkStore::Remove(std::int64_t id, Instant now) {
    return tx_.Run(kRemoveLink, {{"id", id}, {"now", now}}) == 1;
}

}  // namespace dongson::workflow
