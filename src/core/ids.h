// Strong identifiers: a CaseId is never a UnitId.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>

namespace dongson {

template <class Tag>
struct Id {
    std::int64_t value = 0;
    constexpr auto operator<=>(const Id&) const = default;
    explicit constexpr operator bool() const { return value != 0; }
};

// A fresh identifier: ordered by time, made by any node without asking, one type on both databases. Never twice in one process.
std::int64_t FreshId();

template <class Tag>
Id<Tag> Fresh() {
    return {FreshId()};
}

using UnitId = Id<struct UnitTag>;
using AccountId = Id<struct AccountTag>;
using AppointmentId = Id<struct AppointmentTag>;
using DelegationId = Id<struct DelegationTag>;
using SessionId = Id<struct SessionTag>;
using FileId = Id<struct FileTag>;
using ProcedureId = Id<struct ProcedureTag>;
using CaseId = Id<struct CaseTag>;
using DraftId = Id<struct DraftTag>;
using JobId = Id<struct JobTag>;

template <class Tag>
std::string ToText(Id<Tag> id) {
    return std::to_string(id.value);
}

}  // namespace dongson

template <class Tag>
struct std::hash<dongson::Id<Tag>> {
    std::size_t operator()(dongson::Id<Tag> id) const { return std::hash<std::int64_t>{}(id.value); }
};
