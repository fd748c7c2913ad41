// The fields of the one part of a process that is open: the process itself, a step, or what may be done from one.
#pragma once

#include <string>

#include "core/refusal.h"
#include "modules/one_stop/domain/process_fields.h"
#include "platform/workflow/process.h"
#include "web/html.h"

namespace dongson::one_stop {

// `words`: what the kind of cases lets a process name. Fields are named below `path`, and faults as they are.
struct PartFields {
    const ProcessText& process;
    const workflow::Vocabulary& words;
    std::string path;
    const Refusals& faults;

    web::Html OfProcess(const ProcessText& shown) const;
    web::Html OfState(const StateText& state) const;
    web::Html OfEvent(const EventText& event) const;

  private:
    web::Html Input(std::string_view name, const Sentence& label, const Sentence& hint, const std::string& value,
                    const std::string& width = "", bool optional = false) const;
    web::Html Pair(std::string_view name, const Sentence& vi, const Sentence& en, const std::string& value_vi,
                   const std::string& value_en, bool optional = false) const;
    web::Html Choose(std::string_view name, const Sentence& label, const Sentence& hint, std::vector<std::string> offered,
                     Sentence (*called)(std::string_view), const Sentence& none, const std::string& value) const;
    web::Html Tick(std::string_view name, const Sentence& label, bool on) const;
    web::Html Ticks(std::string_view name, const Sentence& label, std::vector<std::string> offered,
                    Sentence (*called)(std::string_view), const std::vector<std::string>& chosen) const;
    web::Html Leads(const EventText& event) const;
    web::Html StartsFrom(const EventText& event) const;
};

}  // namespace dongson::one_stop
