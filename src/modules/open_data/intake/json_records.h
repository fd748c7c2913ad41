// Records of JSON: a list of objects (at the root or the first inside an object), one object a line, or the features of GeoJSON.
#pragma once

#include <functional>
#include <map>
#include <memory>

#include "modules/open_data/intake/bytes.h"
#include "modules/open_data/intake/records.h"

namespace dongson::open_data {

// Finds the objects of a text one by one, without holding more than one of them.
class JsonObjects {
  public:
    JsonObjects(std::unique_ptr<ByteSource> source, std::size_t most);
    // The next object's text until the one after is asked for; false at the end. Refuses an object that never ends or is too
    // long.
    Result<bool> Next(std::string_view& object);
    std::int64_t number() const { return number_; }  // of the object, from 1

  private:
    bool Fill();
    std::unique_ptr<ByteSource> source_;
    std::size_t most_;
    std::string held_;
    std::size_t at_ = 0;
    bool ended_ = false;
    std::int64_t number_ = 0;
};

// The first record names the columns: every key that any object has, in the order they are met. Objects within objects become
// "outer.inner", lists stay JSON. A point of GeoJSON becomes kinh_do and vi_do, any other geometry stays JSON in "geometry".
class JsonReader final : public RecordReader {
  public:
    using Source = std::function<std::unique_ptr<ByteSource>()>;
    // Read twice: once for the columns, once for the rows.
    explicit JsonReader(Source source, IntakeLimits limits = {});
    Result<bool> Next(Record& record) override;

  private:
    Result<bool> FindColumns();
    Source source_;
    IntakeLimits limits_;
    std::unique_ptr<JsonObjects> objects_;
    std::map<std::string, std::size_t, std::less<>> columns_;
    std::vector<std::string> names_, cells_;
};

}  // namespace dongson::open_data
