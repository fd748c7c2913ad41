// XML from untrusted bytes: nothing outside is ever fetched, no entity is expanded.
#pragma once

#include <functional>
#include <string>
#include <string_view>

struct _xmlNode;

namespace dongson {

// An element, as long as its document is read.
class XmlElement {
  public:
    explicit XmlElement(_xmlNode* node) : node_(node) {}
    std::string_view name() const;  // without a prefix
    std::string Attribute(const char* name) const;
    std::string Text() const;  // of all within it
    bool HasElements() const;
    // Its children that are elements; those of this name.
    void ForEach(const std::function<void(XmlElement)>& visit) const;
    void ForEach(std::string_view name, const std::function<void(XmlElement)>& visit) const;

  private:
    _xmlNode* node_;
};

// Its root, though the end may be damaged; false when there is none.
bool ReadXml(std::string_view bytes, const std::function<void(XmlElement root)>& visit);

// A long document from front to back. Elements of the name `whole` come with all that is in them, one at a time; others come when
// they begin, with their attributes. False when the bytes do not end as XML does.
bool WalkXml(std::string_view bytes, std::string_view whole, const std::function<void(XmlElement)>& visit);

}  // namespace dongson
