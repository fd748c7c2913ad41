#include "modules/administration/storage/list_store.h"

#include "modules/administration/storage/list_sql.h"

namespace dongson::administration {

void ListStore::Insert(const StaffList& list) {
    tx_.Run(kInsertList, {{"id", list.id}, {"account", list.by}, {"name", list.name}, {"csv", list.csv}, {"now", list.uploaded}});
}

std::int64_t ListStore::Sweep(Instant before) {
    return tx_.Run(kDeleteOldLists, {{"before", before}});
}

std::optional<StaffList> ListStore::Get(StaffListId id, Instant since) {
    return tx_.SelectOne(kList, {{"id", id}, {"since", since}}, [](storage::Row& row) {
        return StaffList{.id = row.Next<StaffListId>(),
                         .by = row.Next<AccountId>(),
                         .name = row.Next<std::string>(),
                         .csv = row.Next<std::string>(),
                         .uploaded = row.Next<Instant>()};
    });
}

bool ListStore::Take(StaffListId id) {
    return tx_.Run(kDeleteList, {{"id", id}}) == 1;
}

}  // namespace dongson::administration
