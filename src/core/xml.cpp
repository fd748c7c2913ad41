#include "core/xml.h"

#include <libxml/parser.h>
#include <libxml/xmlreader.h>

#include <algorithm>
#include <memory>

namespace dongson {

namespace {

constexpr int kOptions = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
constexpr std::size_t kMost = 1U << 30;

std::string Owned(xmlChar* text) {
    const std::unique_ptr<xmlChar, decltype(xmlFree)> owned(text, xmlFree);
    return text == nullptr ? std::string() : reinterpret_cast<const char*>(text);
}

int SizeOf(std::string_view bytes) {
    return static_cast<int>(std::min(bytes.size(), kMost));
}

}  // namespace

std::string_view XmlElement::name() const {
    return reinterpret_cast<const char*>(node_->name);
}

std::string XmlElement::Attribute(const char* name) const {
    return Owned(xmlGetNoNsProp(node_, reinterpret_cast<const xmlChar*>(name)));
}

std::string XmlElement::Text() const {
    return Owned(xmlNodeGetContent(node_));
}

bool XmlElement::HasElements() const {
    return xmlChildElementCount(node_) > 0;
}

void XmlElement::ForEach(const std::function<void(XmlElement)>& visit) const {
    for (xmlNode* child = node_->children; child != nullptr; child = child->next)
        if (child->type == XML_ELEMENT_NODE) visit(XmlElement(child));
}

void XmlElement::ForEach(std::string_view name, const std::function<void(XmlElement)>& visit) const {
    ForEach([&](XmlElement child) {
        if (child.name() == name) visit(child);
    });
}

bool ReadXml(std::string_view bytes, const std::function<void(XmlElement root)>& visit) {
    const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document(
        xmlReadMemory(bytes.data(), SizeOf(bytes), nullptr, "UTF-8", kOptions | XML_PARSE_RECOVER), xmlFreeDoc);
    xmlNode* root = document == nullptr ? nullptr : xmlDocGetRootElement(document.get());
    if (root != nullptr) visit(XmlElement(root));
    return root != nullptr;
}

bool WalkXml(std::string_view bytes, std::string_view whole, const std::function<void(XmlElement)>& visit) {
    const std::unique_ptr<xmlTextReader, decltype(&xmlFreeTextReader)> reader(
        xmlReaderForMemory(bytes.data(), SizeOf(bytes), nullptr, nullptr, kOptions), xmlFreeTextReader);
    if (reader == nullptr) return false;
    int more = xmlTextReaderRead(reader.get());
    while (more == 1) {
        if (xmlTextReaderNodeType(reader.get()) != XML_READER_TYPE_ELEMENT) {
            more = xmlTextReaderRead(reader.get());
            continue;
        }
        const XmlElement element(xmlTextReaderCurrentNode(reader.get()));
        if (element.name() != whole) {
            visit(element);
            more = xmlTextReaderRead(reader.get());
            continue;
        }
        xmlNode* expanded = xmlTextReaderExpand(reader.get());
        if (expanded == nullptr) return false;
        visit(XmlElement(expanded));
        more = xmlTextReaderNext(reader.get());
    }
    return more == 0;
}

}  // namespace dongson
