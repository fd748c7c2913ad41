// The tables of the versions, a file each in the data folder. Each can be made again from its version's file.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/refusal.h"
#include "modules/open_data/domain/dataset.h"
#include "modules/open_data/table/table.h"
#include "platform/platform.h"

namespace dongson::open_data {

// Where a version's table lies.
std::string TablePathOf(const Platform& platform, VersionId version);
// The table of a version; refuses when the folder lost it (OPEN_DATA_TABLE_LOST).
Result<std::shared_ptr<const Table>> OpenTable(const Platform& platform, VersionId version);

// A program that died while it published left a table that no version knows: those older than an hour go. How many did.
int RemoveStrayTables(const Platform& platform);
// Tables that are missing or damaged are made again from the files of their versions. How many were; one that cannot be, or
// comes out other than it was, stays away and is told to the operator.
int RemakeLostTables(const Platform& platform);
// How many this process has made again: whoever keeps tables open holds the old file of one that was.
std::uint64_t TablesRemade();
// The job that does it, and having it run soon: at once for a table that a reader found lost.
inline constexpr std::string_view kRemakeJob = "open_data.remake_lost_tables";
void AskToRemake(const Platform& platform);

}  // namespace dongson::open_data
