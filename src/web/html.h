// Server-side HTML that is checked while it compiles and translated as it is filled.
//
//   return web::Render(R"(<p class="{}">Hồ sơ {}</p>)", css_class, code);
//
// The markup is a literal; values go into its {} holes. A hole's place decides what may fill it, and a wrong pairing does not
// compile: text and attributes take text (escaped), a link takes a whole Url, a tag takes a Flag, markup takes Html.
// Vietnamese text runs are the keys of the message catalogue. In English, literal links to pages gain /en.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/language.h"

namespace dongson::web {

class Hole;

// Markup that is ready to send. Only html.cpp can make one.
class Html {
  public:
    std::string_view bytes() const { return bytes_; }
    bool empty() const { return bytes_.empty(); }
    Html& operator+=(const Html& more) {
        bytes_ += more.bytes_;
        return *this;
    }
    // Makes room for this many bytes before they are added.
    void Expect(std::size_t bytes) { bytes_.reserve(bytes); }
    std::string Take() && { return std::move(bytes_); }

  private:
    friend void FillInto(Html& page, std::string_view markup, std::span<const Hole> holes);
    friend Html Lines(std::string_view text);
    friend Html Escaped(std::string_view text);
    friend Html DataBlock(std::string_view json);
    std::string bytes_;
};

// An address a page may link to: a path on this site, parameters encoded.
class Url {
  public:
    // A path as it is: assets, machine interfaces. Anything that would leave the site becomes "#".
    static Url Local(std::string path);
    // A page for people: gains /en when English is spoken.
    static Url Page(std::string path);
    // The same address with one more query parameter; an empty value adds nothing.
    Url With(std::string_view name, std::string_view value) const& { return Url(*this).With(name, value); }
    Url With(std::string_view name, std::string_view value) &&;
    std::string_view bytes() const { return bytes_; }

  private:
    std::string bytes_;
};

// One step of a path, encoded.
std::string PathStep(std::string_view step);

// A boolean attribute, present or not.
class Flag {
  public:
    static Flag Checked(bool on) { return Flag(on ? " checked" : ""); }
    static Flag Selected(bool on) { return Flag(on ? " selected" : ""); }
    static Flag Disabled(bool on) { return Flag(on ? " disabled" : ""); }
    static Flag Required(bool on) { return Flag(on ? " required" : ""); }
    static Flag Multiple(bool on) { return Flag(on ? " multiple" : ""); }
    static Flag Open(bool on) { return Flag(on ? " open" : ""); }
    static Flag Hidden(bool on) { return Flag(on ? " hidden" : ""); }
    static Flag Autofocus(bool on) { return Flag(on ? " autofocus" : ""); }
    static Flag CurrentPage(bool on) { return Flag(on ? " aria-current=\"page\"" : ""); }
    static Flag Invalid(bool on) { return Flag(on ? " aria-invalid=\"true\"" : ""); }
    std::string_view bytes() const { return bytes_; }

  private:
    explicit Flag(std::string_view bytes) : bytes_(bytes) {}
    std::string_view bytes_;
};

// Text in Vietnamese within a page of any language: a name, a law. Marked so that readers aloud change their voice.
Html InVietnamese(std::string_view text);
// The same for a hole alone; the text must outlive the call.
struct Vietnamese {
    std::string_view text;
};

enum class HoleKind : unsigned char { text, url, markup, flag };

class Hole {
  public:
    Hole(std::string_view text) : kind(HoleKind::text), bytes(text) {}
    Hole(const std::string& text) : kind(HoleKind::text), bytes(text) {}
    Hole(const char* text) : kind(HoleKind::text), bytes(text) {}
    Hole(const Sentence& sentence) : kind(HoleKind::text) {
        if (sentence.arguments.empty()) {
            bytes = Translate(sentence.vietnamese, CurrentLanguage());
        } else {
            owned = sentence.Now();
            bytes = owned;
        }
    }
    Hole(const Url& url) : kind(HoleKind::url), bytes(url.bytes()) {}
    Hole(const Html& html) : kind(HoleKind::markup), bytes(html.bytes()) {}
    Hole(const Vietnamese& name) : kind(HoleKind::text), bytes(name.text) {
        if (CurrentLanguage() == Language::vietnamese) return;
        kind = HoleKind::markup;
        owned = InVietnamese(name.text).Take();
        bytes = owned;
    }
    Hole(const Flag& flag) : kind(HoleKind::flag), bytes(flag.bytes()) {}
    Hole(const Hole&) = delete;

    HoleKind kind;
    std::string owned;
    std::string_view bytes;
};

template <class T>
consteval HoleKind KindOf() {
    if constexpr (std::is_same_v<T, Url>)
        return HoleKind::url;
    else if constexpr (std::is_same_v<T, Html> || std::is_same_v<T, Vietnamese>)
        return HoleKind::markup;
    else if constexpr (std::is_same_v<T, Flag>)
        return HoleKind::flag;
    else
        return HoleKind::text;
}

namespace reader {

constexpr bool IsOneOf(std::string_view name, std::initializer_list<std::string_view> names) {
    for (auto candidate : names)
        if (candidate == name) return true;
    return false;
}

constexpr bool IsVoid(std::string_view tag) {
    return IsOneOf(tag, {"input", "img", "br", "hr", "meta", "link", "col", "source", "wbr"});
}

constexpr bool IsUrlAttribute(std::string_view name) {
    return IsOneOf(name, {"href", "src", "action", "formaction"});
}

constexpr bool IsTextAttribute(std::string_view name) {
    return name.starts_with("aria-") || name.starts_with("data-") ||
           IsOneOf(name, {"class",     "id",        "value",    "name",        "title",  "alt",          "lang",
                          "hreflang",  "for",       "datetime", "placeholder", "type",   "autocomplete", "inputmode",
                          "maxlength", "translate", "tabindex", "draggable",   "rel",    "charset",      "min",
                          "max",       "rows",      "colspan",  "scope",       "accept", "content",      "width",
                          "height",    "role",      "method",   "headers",     "enctype"});
}

// Attributes whose literal value a person reads.
constexpr bool IsSpokenAttribute(std::string_view name) {
    return IsOneOf(name, {"aria-label", "title", "alt", "placeholder", "label"});
}

// Reads a literal and refuses what a page must not hold. Called only while compiling; a throw is a compile error at the page.
class Reader {
  public:
    constexpr Reader(std::string_view markup, std::span<const HoleKind> kinds) : markup_(markup), kinds_(kinds) {}

    constexpr void Check() {
        if (markup_.starts_with("<!doctype html>")) at_ = 15;
        for (; at_ < markup_.size(); ++at_) {
            if (markup_[at_] == '{')
                ReadHole();
            else if (markup_[at_] == '}')
                throw "a brace that is not a hole";
            else
                ReadCharacter(markup_[at_]);
        }
        if (used_ != kinds_.size()) throw "more values than holes";
        if (place_ != Place::body) throw "a tag is left open";
        if (depth_ != 0) throw "an element is left open";
    }

  private:
    enum class Place { body, tag_name, tag, attribute, value };

    constexpr void ReadHole() {
        if (!markup_.substr(at_).starts_with("{}")) throw "a brace that is not a hole";
        if (used_ == kinds_.size()) throw "more holes than values";
        const auto kind = kinds_[used_++];
        if (place_ == Place::value && IsUrlAttribute(attribute_)) {
            if (kind != HoleKind::url) throw "a link takes a Url";
            if (markup_[at_ - 1] != '"' || !markup_.substr(at_).starts_with("{}\"")) throw "a Url fills its whole attribute";
        } else if (place_ == Place::value) {
            if (!IsTextAttribute(attribute_)) throw "this attribute takes no value from outside";
            if (kind != HoleKind::text) throw "an attribute takes text";
        } else if (place_ == Place::body) {
            if (kind == HoleKind::url) throw "show a Url as text, or link to it";
            if (kind == HoleKind::flag) throw "a Flag stands in a tag";
        } else if (place_ == Place::tag) {
            if (kind != HoleKind::flag) throw "a hole outside quotes takes a Flag";
        } else {
            throw "a hole inside a name";
        }
        ++at_;
    }

    constexpr void EndTagName(char c) {
        const auto name = markup_.substr(start_, at_ - start_);
        if (name.starts_with('/')) {
            if (depth_ == 0 || open_[--depth_] != name.substr(1)) throw "an element is closed that is not open";
            closing_ = true;
        } else {
            if (IsOneOf(name, {"style", "iframe", "object", "embed", "base", "template", "noscript", "svg", "math"}))
                throw "this tag is not written by pages";
            tag_ = name;
            closing_ = false;
        }
        place_ = Place::tag;
        if (c == '>') EndTag();
    }

    constexpr void EndTag() {
        place_ = Place::body;
        if (closing_ || IsVoid(tag_)) return;
        if (tag_ == "script" && !markup_.substr(at_ + 1).starts_with("</script>")) throw "no script is written in a page";
        if (depth_ == open_.size()) throw "nested too deep";
        open_[depth_++] = tag_;
    }

    constexpr void ReadCharacter(char c) {
        switch (place_) {
            case Place::body:
                if (c == '<') {
                    place_ = Place::tag_name;
                    start_ = at_ + 1;
                }
                break;
            case Place::tag_name:
                if (c == '!' || (c >= 'A' && c <= 'Z')) throw "comments and capital tags are not used here";
                if (c == '>' || c == ' ' || c == '\n') EndTagName(c);
                break;
            case Place::tag:
                if (c == '>') {
                    EndTag();
                    break;
                }
                if (c == ' ' || c == '\n') break;
                place_ = Place::attribute;
                start_ = at_;
                [[fallthrough]];
            case Place::attribute:
                if (c == '\'' || (c >= 'A' && c <= 'Z')) throw "attributes are small letters in double quotes";
                if (c == '=') {
                    attribute_ = markup_.substr(start_, at_ - start_);
                    if (attribute_.starts_with("on") || IsOneOf(attribute_, {"style", "srcdoc", "http-equiv"}))
                        throw "no script or style in a page";
                    if (!markup_.substr(at_).starts_with("=\"")) throw "attributes are double-quoted";
                    place_ = Place::value;
                    ++at_;
                } else if (c == ' ' || c == '\n') {
                    place_ = Place::tag;
                } else if (c == '>') {
                    EndTag();
                }
                break;
            case Place::value:
                if (c == '"') place_ = Place::tag;
                break;
        }
    }

    std::string_view markup_;
    std::span<const HoleKind> kinds_;
    std::size_t at_ = 0, used_ = 0, start_ = 0, depth_ = 0;
    Place place_ = Place::body;
    bool closing_ = false;
    std::string_view attribute_, tag_;
    std::array<std::string_view, 48> open_{};
};

}  // namespace reader

template <class... Values>
class Markup {
  public:
    template <std::size_t Size>
    consteval Markup(const char (&literal)[Size]) : text(literal, Size - 1) {
        const std::array<HoleKind, sizeof...(Values)> kinds{KindOf<Values>()...};
        reader::Reader(text, kinds).Check();
    }

    std::string_view text;
};

void FillInto(Html& page, std::string_view markup, std::span<const Hole> holes);

// Text as it is.
Html Escaped(std::string_view text);

// Text as paragraphs' lines: line ends become <br>.
Html Lines(std::string_view text);

// JSON-LD that search engines read and no browser runs; it cannot end its own element.
Html DataBlock(std::string_view json);

// At the end of a page: for rows that come by the dozen.
template <class... Values>
void RenderInto(Html& page, Markup<std::type_identity_t<Values>...> markup, const Values&... values) {
    if constexpr (sizeof...(Values) == 0) {
        FillInto(page, markup.text, {});
    } else {
        const Hole holes[] = {Hole(values)...};
        FillInto(page, markup.text, holes);
    }
}

template <class... Values>
Html Render(Markup<std::type_identity_t<Values>...> markup, const Values&... values) {
    Html page;
    RenderInto(page, markup, values...);
    return page;
}

// An optional part: nothing when the condition does not hold.
template <class Make>
Html When(bool condition, Make make) {
    return condition ? make() : Html();
}

// A part for every item, one after another.
template <class Range, class Make>
Html Each(const Range& range, Make make) {
    Html all;
    for (const auto& item : range) {
        const auto& part = make(item);
        if constexpr (requires { range.size(); })
            if (all.empty()) all.Expect((part.bytes().size() + 64) * range.size());  // parts of a list are of a size
        all += part;
    }
    return all;
}

// What every page says all the time: `using namespace web::short_names;`
namespace short_names {
using web::Each;
using web::Html;
using web::Render;
using web::RenderInto;
using web::Url;
using web::When;
}  // namespace short_names

}  // namespace dongson::web
