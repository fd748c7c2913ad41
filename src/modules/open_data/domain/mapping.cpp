#include "modules/open_data/domain/mapping.h"

#include <span>

namespace dongson::open_data {

namespace {

constexpr std::string_view kLatitude[] = {"vi_do", "lat", "latitude", "y"};
constexpr std::string_view kLongitude[] = {"kinh_do", "lon", "lng", "long", "longitude", "x"};
constexpr std::string_view kCommune[] = {"ma_xa", "ma_xa_phuong", "commune_code", "ma_xa_moi"};
constexpr std::string_view kProvince[] = {"ma_tinh", "province_code"};

std::optional<std::size_t> FirstOf(const Schema& schema, std::span<const std::string_view> names) {
    for (const auto name : names)
        if (const auto column = FindColumn(schema, name)) return column;
    return std::nullopt;
}

}  // namespace

std::optional<Mapping> FindPoints(const Schema& schema) {
    const auto latitude = FirstOf(schema, kLatitude), longitude = FirstOf(schema, kLongitude);
    const auto is_number = [&](std::size_t column) {
        return schema[column].type == ColumnType::number || schema[column].type == ColumnType::integer;
    };
    if (!latitude || !longitude || !is_number(*latitude) || !is_number(*longitude)) return std::nullopt;
    return Mapping{.kind = MapKind::points, .latitude = *latitude, .longitude = *longitude};
}

std::optional<Mapping> FindAreas(const Schema& schema) {
    if (const auto code = FirstOf(schema, kCommune)) return Mapping{.kind = MapKind::communes, .code = *code};
    if (const auto code = FirstOf(schema, kProvince)) return Mapping{.kind = MapKind::provinces, .code = *code};
    return std::nullopt;
}

std::optional<Mapping> FindMapping(const Schema& schema) {
    const auto points = FindPoints(schema);
    return points ? points : FindAreas(schema);
}

}  // namespace dongson::open_data
